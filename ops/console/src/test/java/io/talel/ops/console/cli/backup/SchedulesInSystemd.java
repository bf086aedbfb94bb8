package io.talel.ops.console.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** systemd accepts the units without a warning. */
class SchedulesInSystemd {

    @TempDir
    private Path directory;

    @Test
    void every_unit_is_what_systemd_expects() throws Exception {
        assertThat(Schedules.units()).hasSize(8);

        assertThat(verified("")).isEqualTo(new Verdict(0, ""));
    }

    @Test
    void a_mistake_would_be_found() throws Exception {
        assertThat(verified("OnCalender=daily\n").said()).contains("Unknown key 'OnCalender'");
    }

    private record Verdict(int code, String said) {}

    /** @param added text to append to each unit */
    private Verdict verified(String added) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("systemd-analyze", "verify", "--man=no"));
        String here = Path.of("..", "..").toRealPath().toString();
        for (Path unit : Schedules.units()) {
            Path copy = directory.resolve(unit.getFileName().toString());
            Files.writeString(copy, Files.readString(unit).replace(Schedules.INSTALLED, here) + added);
            command.add(copy.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        return new Verdict(process.waitFor(), said);
    }
}
