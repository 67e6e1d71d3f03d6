# Settings of modules in v3 and v4.
block-legacy-settings = Module settings (v3, v4)
