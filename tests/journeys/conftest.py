"""Journeys dress the application as the app itself does."""

from tests.ui.conftest import qapp as qapp
