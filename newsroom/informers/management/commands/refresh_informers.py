from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from newsroom.informers.models import Currency
from newsroom.informers.refresh import refresh_rates, refresh_weather
from newsroom.informers.sources.met_norway import MetNorway
from newsroom.informers.sources.national_bank import NationalBank


class Command(BaseCommand):
    help = (
        "Store the exchange rates of the National Bank and the weather of every town with a latitude and a longitude."
        " Run it once an hour from cron, at a minute of your choice: «17 * * * *». If a source fails, the last good"
        " values are kept, the reason is written to stderr and the exit status is 1. A second run changes nothing."
        " Readings that editors have typed in are kept."
    )

    def handle(self, *args, **options):
        today = timezone.localdate()
        failed = [
            self.refresh("Rates", settings.RATES_URL, lambda url: refresh_rates(NationalBank(url, Currency), today)),
            self.refresh("Weather", settings.WEATHER_URL, lambda url: refresh_weather(MetNorway(url), today)),
        ]
        if any(failed):
            raise CommandError("Not everything could be refreshed; the last good values are kept.")

    def refresh(self, name, address, act):
        """Refresh one kind of reading. Return whether anything failed."""
        if not address:
            self.stdout.write(f"{name}: no source is set.")
            return False
        outcome = act(address)
        self.stdout.write(f"{name}: {outcome.stored} readings are new or have changed.")
        for fault in outcome.faults:
            self.stderr.write(f"{name}: {fault}")
        return bool(outcome.faults)
