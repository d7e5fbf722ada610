# The test format: lit's shell tests, each starting with empty output and a cache of its own.
import copy
import glob
import os
import shutil

import lit.formats
import lit.Test
import lit.TestRunner


def has_ended(process):
    """Also when its parent has not been told yet."""
    try:
        with open(f"/proc/{process}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


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
        result = super().execute(test, lit_config)
        # Clients start another one and go on: nobody else would notice.
        daemon = test.config.standing_daemon
        if daemon and has_ended(daemon):
            return lit.Test.Result(lit.Test.FAIL, f"the standing daemon, process {daemon}, has ended")
        return result
