package io.talel.ops.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.log.Operator;
import io.talel.ops.backup.store.Settings;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.web.access.Role;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A reason has at most 500 characters, on pages and on the command line. */
class LongReasonsIT {

    private static final int LONGEST = 500;

    private static ConsoleNode node;
    private static WebConsole console;
    private static Page operator;

    @BeforeAll
    static void the_console_is_up() throws Exception {
        node = ConsoleNode.start();
        console = WebConsole.start(new Settings(node.environment()), new Operator("grace", "here"), 0);
        operator = Page.open(console.address(Role.OPERATOR));
    }

    @AfterAll
    static void stop() {
        console.close();
        node.close();
    }

    @Test
    void the_longest_reason_is_in_the_log() throws Exception {
        String reason = "a".repeat(LONGEST);

        assertThat(operator.post("/projections/user/pause", Map.of("reason", reason))
                        .statusCode())
                .isEqualTo(302);
        assertThat(run("projections", "resume", "user", "--yes", "--reason", reason)
                        .code())
                .isEqualTo(ExitCode.OK);

        assertThat(operator.get("/projections/image").body()).contains("maxlength=\"500\"");
        assertThat(node.owner()
                        .sql("SELECT reason FROM operations.operator_log")
                        .query(String.class)
                        .list())
                .containsOnly(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "/projections/user/pause, ''",
        "/projections/user/rebuild, ''",
        "/projections/user/verify, ''",
        "/projections/user/switch, ''",
        "/projections/user/switch, true",
        "/backups, ''",
        "/backups, true"
    })
    void a_page_tells_what_a_reason_is(String address, String confirmed) throws Exception {
        for (int length : new int[] {LONGEST + 1, 1_000_000}) {
            Map<String, String> form = Map.of("reason", "a".repeat(length), "to", "1", "action", "VERIFY");

            HttpResponse<String> page =
                    operator.post(address, confirmed.isEmpty() ? form : WebConsoleIT.confirmed(form));

            assertThat(page.statusCode()).as(length + " " + page.body()).isEqualTo(400);
            assertThat(page.body()).contains("A reason has at most 500 characters");
        }
    }

    @Test
    void a_form_that_the_server_does_not_take_is_too_large() throws Exception {
        HttpResponse<String> page = operator.post("/projections/user/pause", Map.of("reason", "a".repeat(3_000_000)));

        assertThat(page.statusCode()).isEqualTo(413);
        assertThat(page.body()).contains("Content Too Large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"projections pause user", "users disable 1", "claims rebuild", "migrate", "backup expire"})
    void a_command_tells_what_a_reason_is(String command) {
        Result refused = run((command + " --reason " + "b".repeat(LONGEST + 1)).split(" "));

        assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("'--reason'", "it has 501 characters, and a reason has at most 500");
    }

    private static Result run(String... command) {
        return Operated.run(node.environment(), command);
    }
}
