package io.talel.ops.backup.restore.copy;

import java.io.IOException;

/** The restored data differ from the dumped data. */
public final class RestoreMismatch extends IOException {
    private static final long serialVersionUID = 1L;

    public RestoreMismatch(String what) {
        super("the restored data differ from the dump: " + what);
    }
}
