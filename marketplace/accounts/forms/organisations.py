"""Forms about organisations: applying, registering, describing, inviting."""

from wtforms import Field, Form
from wtforms.validators import ValidationError

from marketplace.accounts.actions.invitations import Invite
from marketplace.accounts.actions.organisations import (
    Application,
    BuyingOrganisation,
    Description,
)
from marketplace.accounts.addresses import plain_address
from marketplace.accounts.admission import BUYER_KINDS, SELLER_KINDS, required_papers
from marketplace.accounts.forms.contacts import ChannelRows, channel_list
from marketplace.accounts.labels import MEMBER_ROLES, ORGANISATION_KINDS
from marketplace.web.choices import RadioField, SelectField, choices_of
from marketplace.web.contacts import EmailAddress, PhoneNumber
from marketplace.web.dates import bangkok_day, date_mid
from marketplace.web.forms import (
    Block,
    Called,
    Day,
    Line,
    MaxLength,
    OptionalInput,
    Required,
    name_of,
)
from marketplace.web.forms import Form as HouseForm
from marketplace.web.i18n import _l
from marketplace.web.messages import sentence
from marketplace.web.ports import current_ports
from models.organisations import MemberRole, OrganisationKind

_NAME = 120
_STORY = 2000
_PAPER = 60


class RequiredForKind:
    """The field must be filled in when papers of this kind of organisation call for it."""

    def __call__(self, form: Form, field: Field) -> None:
        """Refuse a missing paper. Raises ValidationError."""
        kind = form["kind"].data
        if kind not in set(OrganisationKind) or field.data or field.errors:
            return
        if field.short_name in required_papers(OrganisationKind(kind)):
            raise ValidationError(sentence("field.required", field=name_of(field)))


class ApplicationForm(ChannelRows):
    """An application to sell."""

    kind = RadioField(
        _l("ประเภทของกลุ่ม"),
        choices=choices_of({kind: ORGANISATION_KINDS[kind] for kind in SELLER_KINDS}),
        default=OrganisationKind.VILLAGE_GROUP.value,
    )
    name_th = Line(
        _l("ชื่อกลุ่ม"),
        [Required(), MaxLength(_NAME)],
        description=_l("ตามที่คนในชุมชนเรียก เช่น กลุ่มทอผ้าบ้านหาดเสี้ยว"),
    )
    name_en = Line(_l("ชื่อภาษาอังกฤษ"), [OptionalInput(), MaxLength(_NAME)])
    community = SelectField(_l("ชุมชนของกลุ่ม"), [Required()])
    about_th = Block(
        _l("เล่าเรื่องกลุ่ม"),
        [Called(_l("เรื่องของกลุ่ม")), Required(), MaxLength(_STORY)],
        description=_l("ทำอะไร กี่คน เริ่มเมื่อไร สองสามประโยคก็พอ"),
    )
    registration_no = Line(
        _l("เลขทะเบียน"),
        [RequiredForKind(), MaxLength(_PAPER)],
        description=_l("สำหรับวิสาหกิจชุมชน สหกรณ์ บริษัท และบริษัทนำเที่ยว"),
    )
    exempt_class = Line(
        _l("ประเภทที่ได้รับยกเว้น"),
        [RequiredForKind(), MaxLength(_NAME)],
        description=_l("สำหรับกลุ่มอาชีพและบุคคลธรรมดา เช่น ขายของที่ทำเองในครัวเรือน"),
    )
    tour_licence = Line(
        _l("เลขที่ใบอนุญาตนำเที่ยว"),
        [RequiredForKind(), MaxLength(_PAPER)],
        description=_l("สำหรับบริษัทนำเที่ยว"),
    )
    tour_licence_expires_on = Day(
        _l("วันหมดอายุใบอนุญาต"),
        [RequiredForKind()],
        description=_l("สำหรับบริษัทนำเที่ยว เช่น 20/11/2569"),
    )
    address = Block(_l("ที่อยู่ของกลุ่ม"), [Required(), MaxLength(300)])
    phone = Line(
        _l("เบอร์ที่เจ้าหน้าที่โทรหาได้"),
        [Required(), PhoneNumber()],
        description=_l("ใช้ตอนตรวจใบสมัครเท่านั้น ไม่แสดงบนหน้าร้าน"),
    )
    channels = channel_list()

    def validate_tour_licence_expires_on(self, field: Field) -> None:
        """Refuse a licence that has run out, where one is needed. Raises ValidationError."""
        kind, day = self.kind.data, field.data
        if day is None or kind not in set(OrganisationKind):
            return
        needed = field.short_name in required_papers(OrganisationKind(kind))
        if needed and day < bangkok_day(current_ports().clock.now()):
            raise ValidationError(sentence("date.past", date=date_mid(day)))

    def to_request(self) -> Application:
        """Return the application. Papers that other kinds need are left out."""
        kind = OrganisationKind(self.kind.data)
        expires = self.tour_licence_expires_on.data
        papers = {
            "registration_no": self.registration_no.data or "",
            "exempt_class": self.exempt_class.data or "",
            "tour_licence": self.tour_licence.data or "",
            "tour_licence_expires_on": "" if expires is None else expires.isoformat(),
        }
        kept = {name: papers[name] for name in required_papers(kind)}
        kept |= {"address": self.address.data or "", "phone": self.phone.data or ""}
        return Application(
            kind=kind,
            name_th=self.name_th.data or "",
            name_en=self.name_en.data or "",
            about_th=self.about_th.data or "",
            community=self.community.data or "",
            papers=kept,
        )


class BuyerForm(HouseForm):
    """A buying organisation."""

    kind = RadioField(
        _l("ประเภทขององค์กร"),
        choices=choices_of({kind: ORGANISATION_KINDS[kind] for kind in BUYER_KINDS}),
        default=OrganisationKind.TOUR_OPERATOR.value,
    )
    name_th = Line(_l("ชื่อองค์กร"), [Required(), MaxLength(_NAME)])
    name_en = Line(_l("ชื่อภาษาอังกฤษ"), [OptionalInput(), MaxLength(_NAME)])
    registration_no = Line(_l("เลขทะเบียน"), [OptionalInput(), MaxLength(_PAPER)])
    phone = Line(_l("เบอร์โทร"), [OptionalInput(), PhoneNumber()])

    def to_request(self) -> BuyingOrganisation:
        """Return what to register."""
        papers = {
            "registration_no": self.registration_no.data or "",
            "phone": self.phone.data or "",
        }
        return BuyingOrganisation(
            kind=OrganisationKind(self.kind.data),
            name_th=self.name_th.data or "",
            name_en=self.name_en.data or "",
            papers={name: value for name, value in papers.items() if value},
        )


class DescriptionForm(HouseForm):
    """Name and story in both languages."""

    name_th = Line(_l("ชื่อกลุ่มภาษาไทย"), [Required(), MaxLength(_NAME)])
    about_th = Block(_l("เรื่องเล่าของกลุ่มภาษาไทย"), [OptionalInput(), MaxLength(_STORY)])
    name_en = Line(_l("ชื่อกลุ่มภาษาอังกฤษ"), [OptionalInput(), MaxLength(_NAME)])
    about_en = Block(_l("เรื่องเล่าของกลุ่มภาษาอังกฤษ"), [OptionalInput(), MaxLength(_STORY)])

    def to_request(self) -> Description:
        """Return what to keep."""
        return Description(
            self.name_th.data or "",
            self.name_en.data or "",
            self.about_th.data or "",
            self.about_en.data or "",
        )


class ContactsForm(ChannelRows):
    """Contact channels alone."""

    channels = channel_list()


class InviteForm(HouseForm):
    """Whom to invite, as what."""

    email = Line(_l("อีเมลของคนที่จะเชิญ"), [Required(), EmailAddress()])
    role = RadioField(
        _l("เข้ากลุ่มเป็น"),
        choices=choices_of(MEMBER_ROLES),
        default=MemberRole.STAFF.value,
    )

    def to_request(self) -> Invite:
        """Return the invitation to send."""
        return Invite(plain_address(self.email.data or ""), MemberRole(self.role.data))


class RoleForm(HouseForm):
    """The role a member gets."""

    role = SelectField(_l("บทบาท"), choices=choices_of(MEMBER_ROLES))
