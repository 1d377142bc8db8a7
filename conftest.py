"""Settings for every test run, notebooks included."""

import os

# Builds and tests neither read nor write a person's answers file. Set here, at import, so that the
# workers and the kernels they start inherit it.
os.environ["GORIN_ANSWERS"] = "off"
