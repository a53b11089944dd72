"""The form of a craft's content."""

from typing import Final

from marketplace.listings.forms.content import (
    NOTE,
    SHORT,
    TextsForm,
    certificate_list,
    certificate_rows,
    own_words,
    placed,
    read_certificates,
    term_refs,
)
from marketplace.listings.forms.fields import Lines, LinesWithin, Pick, Picks, typed, words
from marketplace.listings.forms.rows import ONE_BLANK, Blanks, RowStep
from marketplace.listings.labels import FIELDS
from marketplace.listings.queries.vocabulary import Vocabulary
from marketplace.web.forms import (
    Between,
    Block,
    Line,
    MaxLength,
    OptionalInput,
    WholeNumber,
)
from marketplace.web.i18n import _l
from marketplace.web.i18n import gettext as _
from models.communities import TermKind
from models.listing_content import CraftContent

_OTHERS: Final = LinesWithin(12, 80)
_HEAVIEST_G: Final = 1_000_000


class CraftForm(TextsForm):
    """What a craft is, who makes it and of what."""

    made_in = Pick(FIELDS["made_in"])
    other_communities = Picks(FIELDS["made_with"], description=_l("เลือกเมื่อหลายหมู่บ้านช่วยกันทำชิ้นนี้จริง"))
    category = Pick(FIELDS["category"])
    materials = Picks(FIELDS["materials"])
    materials_other_th = Lines(
        FIELDS["materials_other"], [_OTHERS], description=_l("บรรทัดละอย่าง เช่น ครั่ง")
    )
    materials_other_en = Lines(FIELDS["materials_other"], [_OTHERS])
    techniques = Picks(FIELDS["techniques"])
    techniques_other_th = Lines(
        FIELDS["techniques_other"], [_OTHERS], description=_l("บรรทัดละอย่าง เช่น ต่อเส้นด้วยมือ")
    )
    techniques_other_en = Lines(FIELDS["techniques_other"], [_OTHERS])
    pattern_th = Line(
        FIELDS["pattern"], [MaxLength(SHORT)], description=_l("เช่น ลายเครือน้อย และลายนี้หมายถึงอะไร")
    )
    pattern_en = Line(FIELDS["pattern"], [MaxLength(SHORT)])
    dimensions = Line(
        FIELDS["dimensions"], [MaxLength(SHORT)], description=_l("เช่น กว้าง 98 × ยาว 180 ซม.")
    )
    weight_g = WholeNumber(
        FIELDS["weight_g"],
        [OptionalInput(), Between(1, _HEAVIEST_G)],
        description=_l("ชั่งพร้อมกล่อง ค่าส่งคิดจากน้ำหนัก"),
    )
    care_th = Block(FIELDS["care"], [MaxLength(NOTE)])
    care_en = Block(FIELDS["care"], [MaxLength(NOTE)])
    certificates = certificate_list()

    @classmethod
    def of(
        cls, content: CraftContent, vocabulary: Vocabulary, blanks: Blanks = ONE_BLANK
    ) -> "CraftForm":
        """Bind the form: to the request when it was sent, else to stored content."""
        rows = certificate_rows(content.certificates, blanks.of("certificates"))
        form = cls.bind(
            obj=None,
            **{
                **{name: getattr(content, name) for name in CraftContent.__slots__},
                "made_in": content.communities[0] if content.communities else "",
                "other_communities": list(content.communities[1:]),
                "materials": [ref.code for ref in content.materials if ref.code],
                "techniques": [ref.code for ref in content.techniques if ref.code],
                **{
                    f"{name}_other_{lang}": own_words(getattr(content, name), lang)
                    for name in ("materials", "techniques")
                    for lang in ("th", "en")
                },
                "certificates": rows,
            },
        )
        form.offer_choices(vocabulary)
        return form

    def offer_choices(self, vocabulary: Vocabulary) -> None:
        """Give the lists their choices, in the reader's language."""
        places = words(vocabulary.communities)
        self.made_in.choices = [("", _("เลือกชุมชน")), *places]
        self.other_communities.choices = places
        self.category.choices = [("", _("เลือกหมวด")), *words(vocabulary.categories)]
        self.materials.choices = words(vocabulary.of(TermKind.MATERIAL))
        self.techniques.choices = words(vocabulary.of(TermKind.TECHNIQUE))
        certificates = words(vocabulary.of(TermKind.CERTIFICATE))
        for row in self.certificates.entries:
            row.form.code.choices = [("", _("อื่น ๆ หรือไม่มี")), *certificates]

    def content(
        self, before: CraftContent, vocabulary: Vocabulary, step: RowStep | None
    ) -> CraftContent:
        """Return what was typed; a field that cannot be read keeps what it held before."""
        slugs = [word.code for word in vocabulary.communities]
        lead, others = self.made_in.chosen(slugs), self.other_communities.chosen(slugs)
        materials = vocabulary.of(TermKind.MATERIAL)
        techniques = vocabulary.of(TermKind.TECHNIQUE)
        return CraftContent(
            title_th=typed(self.title_th),
            title_en=typed(self.title_en),
            summary_th=typed(self.summary_th),
            summary_en=typed(self.summary_en),
            description_th=typed(self.description_th),
            description_en=typed(self.description_en),
            communities=placed(lead, others),
            category=self.category.chosen(word.code for word in vocabulary.categories),
            materials=term_refs(
                self.materials.chosen(word.code for word in materials),
                materials,
                (self.materials_other_th.data, self.materials_other_en.data),
            ),
            techniques=term_refs(
                self.techniques.chosen(word.code for word in techniques),
                techniques,
                (self.techniques_other_th.data, self.techniques_other_en.data),
            ),
            pattern_th=typed(self.pattern_th),
            pattern_en=typed(self.pattern_en),
            dimensions=typed(self.dimensions),
            weight_g=before.weight_g if self.weight_g.errors else self.weight_g.data,
            care_th=typed(self.care_th),
            care_en=typed(self.care_en),
            certificates=read_certificates(self, vocabulary, before.certificates, step),
        )
