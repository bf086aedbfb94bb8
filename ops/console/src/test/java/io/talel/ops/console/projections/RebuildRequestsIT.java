package io.talel.ops.console.projections;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.store.Settings;
import io.talel.ops.console.Operated;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RebuildRequestsIT {

    private final Operated left = Operated.left();

    @AfterEach
    void no_rebuild_is_left() {
        left.change("DELETE FROM read_model.rebuild");
    }

    /** Ctrl-C of a command that has not begun its rebuild, or is refused since another runs. */
    @Test
    void a_process_cancels_no_rebuild_but_its_own() throws IOException {
        Settings settings = new Settings(left.database().environment());
        left.change("""
                INSERT INTO read_model.rebuild (projection, generation, purpose, phase, operator, process, reason)
                VALUES ('image', 2, 'rebuild', 'filling', 'grace', '1@elsewhere', 'test')""");

        RebuildRequests.tryToCancel(settings, "image");

        assertThat(left.query("SELECT cancel_requested::text FROM read_model.rebuild"))
                .containsExactly("false");

        left.change("UPDATE read_model.rebuild SET process = '%s'"
                .formatted(ManagementFactory.getRuntimeMXBean().getName()));
        RebuildRequests.tryToCancel(settings, "image");

        assertThat(left.query("SELECT cancel_requested::text FROM read_model.rebuild"))
                .containsExactly("true");
    }
}
