"""Journeys dress the application as the app itself does, and it always answers."""

from tests.ui.conftest import always_answers as always_answers
from tests.ui.conftest import qapp as qapp
