package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class SmallDiskTest {

    private static final Path NOWHERE = Path.of("/nowhere/to/be/found");

    @AfterEach
    void this_is_no_drill() {
        System.clearProperty(SmallDisk.DRILLS);
    }

    @Test
    void make_drills_fails_where_nothing_can_be_mounted() {
        System.setProperty(SmallDisk.DRILLS, "true");
        assertThatThrownBy(() -> SmallDisk.mount(NOWHERE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void other_runs_leave_the_test_out() {
        assertThatThrownBy(() -> SmallDisk.mount(NOWHERE)).isInstanceOf(TestAbortedException.class);
    }
}
