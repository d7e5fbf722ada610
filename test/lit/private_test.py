# The test format: lit's shell tests, each starting with empty output and a cache of its own.
import copy
import glob
import os
import shutil

import lit.formats
import lit.TestRunner


class PrivateTest(lit.formats.ShTest):
    def execute(self, test, lit_config):
        _, base = lit.TestRunner.getTempPaths(test)
        for path in glob.glob(glob.escape(base) + ".*"):
            if os.path.isdir(path) and not os.path.islink(path):
                shutil.rmtree(path, ignore_errors=True)
            else:
                os.remove(path)
        # The configuration is shared by all tests of a folder.
        test.config = copy.copy(test.config)
        test.config.environment = dict(test.config.environment, AUTOJIT_CACHE_DIR=base + ".tmp.cache")
        return super().execute(test, lit_config)
