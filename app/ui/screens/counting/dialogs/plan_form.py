"""The form for a plan (what is counted together, how often, what is tolerated), and the one for tolerances alone."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from app.domain.count_figures import MOST_DAYS, read_class_days
from app.domain.count_plan import NAMED_SCOPES, Plan, Scope
from app.domain.count_review import Tolerance
from app.domain.refusal import Refusal
from app.ui.said import Said
from app.ui.screens.counting.dialogs.form import CountForm, NotNow
from app.ui.screens.counting.state import PlanWish, ToleranceWish
from app.ui.screens.counting.texts import CountingTexts
from app.ui.widgets.buttons import ActionButton
from app.ui.widgets.dialogs import TypedField

_MOST_GOODS = 1_000_000
_BY_GOODS = frozenset({Scope.CYCLE, Scope.DOUBTFUL})


class ToleranceForm(CountForm):
    """The form for the tolerances of a count that goes on."""

    def __init__(
        self, known: ToleranceWish, texts: CountingTexts, *, name: str = "tolerance_form", parent: QWidget | None = None
    ) -> None:
        super().__init__(self._title(), name=name, texts=texts, parent=parent)
        self._add_fields()
        self._add_tolerance(known)
        self._finish()

    def wish(self) -> object:
        """What the form is filled in with.

        Raises:
            NotNow: A figure cannot be.
        """
        return self._tolerance()

    def _title(self) -> str:
        return self.tr("What is counted again")

    def _add_fields(self) -> None:
        """Add what stands above the tolerances: nothing here."""

    def _finish(self) -> None:
        self.finish(self.tr("Keep"), "check")

    def _add_tolerance(self, known: ToleranceWish) -> None:
        texts, tolerance = self._texts, known.tolerance
        self.quantity = self.add_field(
            "tolerance_quantity",
            self.tr("More than so many"),
            self.tr("pieces or kilograms; what is beyond any of the three is counted again"),
            "" if tolerance.quantity_milli is None else texts.figure(tolerance.quantity_milli),
        )
        self.percent = self.add_field(
            "tolerance_percent",
            self.tr("More than so many percent"),
            self.tr("of what the book expects"),
            "" if tolerance.rate_milli is None else texts.figure(tolerance.rate_milli),
        )
        self.amount = self.add_field(
            "tolerance_amount",
            self.tr("Worth more than"),
            self.tr("in {currency}, at cost; all three empty: nothing has to be counted again").format(
                currency=texts.shop.currency.code
            ),
            "" if tolerance.value_minor is None else texts.amount(tolerance.value_minor),
        )
        self.second = self.add_check(
            "tolerance_second", self.tr("Somebody else counts again"), is_checked=known.second_person
        )

    def _tolerance(self) -> ToleranceWish:
        tolerance = Tolerance(
            self.read_quantity(self.quantity), self.read_percent(self.percent), self.read_money(self.amount)
        )
        return ToleranceWish(tolerance, self.second.isChecked())


class PlanForm(ToleranceForm):
    """The form for a plan; F9 counts once as it says without keeping it.

    Args:
        plan: As it is.
        texts: How figures are written.
        places: The names of the places where goods are counted, by code; none where there is one alone.
        here: The place of this till, which a plan without one is for.
        parent: The window of the screen.
    """

    def __init__(
        self,
        plan: Plan,
        texts: CountingTexts,
        *,
        places: Mapping[str, str],
        here: str,
        parent: QWidget | None = None,
    ) -> None:
        self._plan, self._places = plan._replace(location=plan.location or here), places
        super().__init__(ToleranceWish(plan.tolerance, plan.second_person), texts, name="plan_form", parent=parent)
        self._on_scope()

    def wish(self) -> object:
        """What the form is filled in with.

        Raises:
            NotNow: It makes no plan.
        """
        plan = self._said()
        if not plan.name:
            raise NotNow(Said("warn", "name_missing"), self.name)
        return PlanWish(plan)

    def chosen(self) -> tuple[Scope, str]:
        """What is counted, and where: the code of the place."""
        where = self.location.currentData() if self._places else self._plan.location
        return Scope(self.scope.currentData()), str(where)

    def add_subjects(self, *subjects: str) -> None:
        """These were scanned: they are among those that are counted."""
        known = [one for one in (part.strip() for part in self.subjects.text().split(",")) if one]
        self.subjects.setText(", ".join(dict.fromkeys([*known, *subjects])))
        self.subjects.setFocus()

    def _title(self) -> str:
        return self.tr("Change a plan") if self._plan.code else self.tr("A new plan")

    def _add_fields(self) -> None:
        plan, texts = self._plan, self._texts
        self.name = self.add_field("plan_name", self.tr("Name"), self.tr("what people call it"), plan.name)
        self.scope = self.add_choice("plan_scope", self.tr("What is counted"), texts.scopes(), plan.scope.value)
        if self._places:
            self.location = self.add_choice(
                "plan_location", self.tr("Where"), list(self._places.items()), plan.location
            )
        subjects = ", ".join(plan.subjects)
        self.subjects = self.add_field("plan_subjects", self.tr("Which ones"), self.tr("with commas between"), subjects)
        self.every = self.add_field(
            "plan_every", self.tr("Every so many days"), self.tr("empty: only when somebody begins it"),
            "" if plan.every_days is None else str(plan.every_days),
        )  # fmt: skip
        self.classes = self.add_field(
            "plan_classes",
            self.tr("Days for A, B and C"),
            self.tr("A makes most of the value and is counted most often"),
            " ".join(str(days) for days in plan.class_days),
        )
        self.most = self.add_field(
            "plan_most", self.tr("At most so many goods"), self.tr("in one count; empty: all that are due"),
            "" if plan.most is None else str(plan.most),
        )  # fmt: skip
        self.scope.currentIndexChanged.connect(self._on_scope)

    def _finish(self) -> None:
        self.finish(self.tr("Keep") if self._plan.code else self.tr("Keep the plan"), "save")
        self.once = ActionButton(
            self.tr("Count once, now"), name="plan_form_once", icon="clipboard-check", key=self.tr("F9")
        )
        self.once.clicked.connect(self._on_once)
        self.footer.insertWidget(1, self.once)
        self.keys.bind("F9", self._on_once)
        if self._plan.code:
            self.drop = ActionButton(self.tr("Not any more"), name="plan_form_drop", icon="trash-2", key=self.tr("F8"))
            self.drop.clicked.connect(self._on_drop)
            self.footer.insertWidget(1, self.drop)
            self.keys.bind("F8", self._on_drop)

    def _said(self) -> Plan:
        scope = Scope(self.scope.currentData())
        subjects = tuple(one for one in (part.strip() for part in self.subjects.text().split(",")) if one)
        if scope in NAMED_SCOPES and not subjects:
            raise NotNow(Said("warn", "subjects_missing"), self.subjects)
        said = self._tolerance()
        return self._plan._replace(
            name=self.name.text().strip(),
            scope=scope,
            location=self.location.currentData() if self._places else self._plan.location,
            subjects=subjects if scope in NAMED_SCOPES else (),
            every_days=None if scope in _BY_GOODS else self.read_whole(self.every, MOST_DAYS),
            class_days=self._class_days() if scope is Scope.CYCLE else self._plan.class_days,
            most=self.read_whole(self.most, _MOST_GOODS) if scope in _BY_GOODS else None,
            tolerance=said.tolerance,
            second_person=said.second_person,
        )

    def _class_days(self) -> tuple[int, int, int]:
        try:
            return read_class_days([one for one in re.split(r"[\s,;/]+", self.classes.text()) if one])
        except Refusal as refusal:
            raise NotNow(refusal, self.classes) from refusal

    def _once(self) -> object:
        plan = self._said()
        words = self._texts.scope(plan.scope)
        return PlanWish(plan._replace(code="", name=plan.name or f"{words[:1].upper()}{words[1:]}"), is_once=True)

    def _dropped(self) -> object:
        return PlanWish(self._plan._replace(active=False))

    def _on_once(self) -> None:
        self.send(self._once)

    def _on_drop(self) -> None:
        self.send(self._dropped)

    def _on_scope(self) -> None:
        scope = Scope(self.scope.currentData())
        fields: list[tuple[TypedField, bool]] = [
            (self.subjects, scope in NAMED_SCOPES),
            (self.every, scope not in _BY_GOODS),
            (self.classes, scope is Scope.CYCLE),
            (self.most, scope in _BY_GOODS),
        ]
        # What goes makes room before what comes takes it: both at once would be higher than a small screen.
        for field, is_used in sorted(fields, key=lambda one: one[1]):
            self.rows.show_row(field, is_shown=is_used)
        self.rows.hint(self.subjects).setText(self._texts.which_ones(scope))
        self.fit()
