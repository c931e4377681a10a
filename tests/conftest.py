"""What all tests share: the running mock, as its users get it, on machines of any speed."""

from hypothesis import HealthCheck, settings

pytest_plugins = ["isogloss.testing", "pytester"]

# How long an example takes says how busy the machine is, not whether the code is right; and what a change broke is
# found by the change, not by chance.
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")
