"""Routes in the shape of OCTO, the open standard of tours and activities.

Fields and their names are those of the OCTO core and of its capabilities ``octo/content`` and
``octo/pricing``; what belongs to a capability is there only when it was asked for.
"""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from marketplace.api.answers import Url

Whole = Annotated[int, Meta(ge=0)]


class OctoMedia(Struct, frozen=True):
    """A picture."""

    src: Url
    type: Literal["image/jpeg"]
    rel: Literal["COVER", "GALLERY"]
    title: str | None
    caption: str | None
    copyright: str | None


class OctoContact(Struct, frozen=True):
    """How to reach a supplier. Sellers show theirs on their page, as they chose."""

    website: str | None
    email: str | None
    telephone: str | None
    address: str | None


class OctoSupplier(Struct, frozen=True, rename="camel"):
    """The marketplace, or a seller with routes on sale."""

    id: str
    name: str
    endpoint: Url
    contact: OctoContact
    short_description: str | UnsetType | None = UNSET
    media: list[OctoMedia] | UnsetType = UNSET


class OctoPricing(Struct, frozen=True, rename="camel"):
    """A price in the smallest coin: `retail` 55000 with precision 2 is 550 baht."""

    original: Whole
    retail: Whole
    net: int | None
    currency: Literal["THB"]
    currency_precision: int
    included_taxes: list[str]


class OctoFeature(Struct, frozen=True, rename="camel"):
    """Something to know of a product."""

    short_description: str | None
    type: Literal[
        "INCLUSION",
        "EXCLUSION",
        "PREARRIVAL_INFORMATION",
        "ACCESSIBILITY_INFORMATION",
        "ADDITIONAL_INFORMATION",
        "BOOKING_TERM",
        "CANCELLATION_TERM",
    ]


class OctoAddress(Struct, frozen=True, rename="camel"):
    """A postal address as far as it is known."""

    street_address: str | None
    address_locality: str | None
    address_region: str | None
    postal_code: str | None
    address_country: str | None
    post_office_box_number: str | None


class OctoIdentifiers(Struct, frozen=True, rename="camel"):
    """Names of a place in systems of others: none is known."""

    google_place_id: str | None = None
    apple_place_id: str | None = None
    tripadvisor_location_id: str | None = None
    yelp_place_id: str | None = None
    facebook_place_id: str | None = None
    foursquare_place_id: str | None = None
    baidu_place_id: str | None = None
    amap_place_id: str | None = None


class OctoPlace(Struct, frozen=True, rename="camel"):
    """A point on earth."""

    latitude: float
    longitude: float
    postal_address: OctoAddress
    identifiers: OctoIdentifiers
    same_as: list[str]


class OctoLocation(Struct, frozen=True, rename="camel"):
    """Where a product begins, or a stop of it, in the order of the itinerary."""

    title: str | None
    short_description: str | None
    types: list[Literal["START", "ITINERARY_ITEM"]]
    minutes_to: int | None
    minutes_at: int | None
    place: OctoPlace


class OctoCommentary(Struct, frozen=True):
    """A language that guides speak."""

    format: Literal["IN_PERSON"]
    language: str


class OctoUnitRestrictions(Struct, frozen=True, rename="camel"):
    """Who counts as one unit, and how many may be taken."""

    min_age: Whole
    max_age: Whole
    id_required: bool
    min_quantity: int | None
    max_quantity: int | None
    pax_count: int
    accompanied_by: list[str]


class OctoUnit(Struct, frozen=True, rename="camel"):
    """A traveller of any age: hosts charge per person."""

    id: str
    internal_name: str
    reference: str | None
    type: Literal["TRAVELLER"]
    restrictions: OctoUnitRestrictions
    required_contact_fields: list[str]
    pricing_from: list[OctoPricing] | UnsetType = UNSET
    title: str | UnsetType | None = UNSET
    short_description: str | UnsetType = UNSET
    features: list[OctoFeature] | UnsetType = UNSET


class OctoOptionRestrictions(Struct, frozen=True, rename="camel"):
    """How many travellers one booking may hold."""

    min_units: int | None
    max_units: int | None


class OctoOption(Struct, frozen=True, rename="camel", kw_only=True):
    """One size of group with its price per person."""

    id: str
    default: bool
    internal_name: str
    reference: str | None
    availability_local_start_times: Annotated[list[str], Meta(min_length=1)]
    cancellation_cutoff: str
    cancellation_cutoff_amount: Whole
    cancellation_cutoff_unit: Literal["day"]
    required_contact_fields: list[str]
    restrictions: OctoOptionRestrictions
    units: list[OctoUnit]
    title: str | UnsetType = UNSET
    short_description: str | UnsetType | None = UNSET
    description: str | UnsetType | None = UNSET
    features: list[OctoFeature] | UnsetType = UNSET
    faqs: list[str] | UnsetType = UNSET
    media: list[OctoMedia] | UnsetType = UNSET
    locations: list[OctoLocation] | UnsetType = UNSET
    category_labels: list[str] | UnsetType = UNSET
    duration_minutes_from: int | UnsetType = UNSET
    duration_minutes_to: int | UnsetType | None = UNSET
    commentary: list[OctoCommentary] | UnsetType = UNSET


class OctoProduct(Struct, frozen=True, rename="camel", kw_only=True):
    """A route. The host confirms each booking by hand, so nothing is confirmed at once."""

    id: str
    internal_name: str
    reference: str | None
    locale: Literal["th", "en"]
    time_zone: Literal["Asia/Bangkok"]
    allow_freesale: bool
    instant_confirmation: bool
    instant_delivery: bool
    availability_required: bool
    availability_type: Literal["START_TIME"]
    delivery_formats: list[str]
    delivery_methods: list[str]
    redemption_method: Literal["MANIFEST"]
    options: Annotated[list[OctoOption], Meta(min_length=1)]
    default_currency: Literal["THB"] | UnsetType = UNSET
    available_currencies: list[Literal["THB"]] | UnsetType = UNSET
    pricing_per: Literal["UNIT"] | UnsetType = UNSET
    title: str | UnsetType = UNSET
    short_description: str | UnsetType | None = UNSET
    description: str | UnsetType | None = UNSET
    features: list[OctoFeature] | UnsetType = UNSET
    faqs: list[str] | UnsetType = UNSET
    media: list[OctoMedia] | UnsetType = UNSET
    locations: list[OctoLocation] | UnsetType = UNSET
    category_labels: list[str] | UnsetType = UNSET
    duration_minutes_from: int | UnsetType = UNSET
    duration_minutes_to: int | UnsetType | None = UNSET
    commentary: list[OctoCommentary] | UnsetType = UNSET


class OctoError(Struct, frozen=True, rename="camel"):
    """Why there is no answer, with a code of the standard."""

    error: Literal["BAD_REQUEST", "INVALID_PRODUCT_ID", "INTERNAL_SERVER_ERROR"]
    error_message: str
    product_id: str | UnsetType = UNSET
