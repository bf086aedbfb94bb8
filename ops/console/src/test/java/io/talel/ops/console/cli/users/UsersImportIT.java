package io.talel.ops.console.cli.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserCommand.RegisterUser;
import io.talel.kernel.user.UserIds;
import io.talel.kernel.user.Username;
import io.talel.ops.backup.application.EmbeddedApplication;
import io.talel.ops.backup.store.Settings;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.backup.BackedUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Importing the accounts of the replaced service from a file. */
class UsersImportIT {

    private static final String HASH = "0123456789abcdef".repeat(8) + ",abcDE";

    private final Operated left = Operated.left();

    @TempDir
    private Path directory;

    @BeforeAll
    static void the_gateway_was_there() {
        BackedUp.migrateAuth(Operated.left().database());
    }

    @Test
    void people_are_registered_with_their_old_passwords_confirmed_or_not_and_once() throws IOException {
        Path file = file("""
                {"email": "bob@example.org", "username": "bob", "password_hash": "%s", "verified": true}
                {"email": "cid@example.org", "username": "cid", "password_hash": "%s", "verified": false}
                """.formatted(HASH, HASH));

        Result first = bringIn(file);
        assertThat(first.code()).as(first.toString()).isEqualTo(ExitCode.OK);
        assertThat(first.json().path("imported").asInt()).isEqualTo(2);
        Result second = bringIn(file);
        assertThat(second.json().path("imported").asInt()).isZero();
        assertThat(second.json().path("skipped").asInt()).isEqualTo(2);

        assertThat(eventsOf("bob")).containsExactly("UserRegistered by import", "EmailConfirmed by import");
        assertThat(eventsOf("cid")).containsExactly("UserRegistered by import");
        assertThat(left.query("SELECT password_hash || inert FROM auth.credential JOIN claims.claimed_username"
                        + " USING (user_id) WHERE username IN ('bob', 'cid')"))
                .containsOnly(HASH + "false")
                .hasSize(2);
        assertThat(left.query("SELECT command || ': ' || outcome FROM operations.operator_log"
                        + " WHERE command LIKE 'users import%' ORDER BY id"))
                .contains("users import " + file + ": done");
    }

    @Test
    void lines_that_are_wrong_are_told_by_their_numbers_and_the_others_are_taken() throws IOException {
        Result result = bringIn(file("""
                email,username,password_hash,verified
                dan@example.org,dan,"%1$s",true
                no address,eve,"%1$s",true
                fay@example.org,dan,"%1$s",false
                gil@example.org,gil,secret,true

                hal@example.org,hal
                {"email": "ian@example.org"}
                """.formatted(HASH)));

        assertThat(result.code()).isEqualTo(ExitCode.FAILED);
        assertThat(result.json().path("message").asString())
                .isEqualTo("1 person was imported, 0 skipped that exist or existed before, 5 lines are wrong:"
                        + " line 3 'email' must be an e-mail address;"
                        + " line 4 has a username that is taken;"
                        + " line 5 'password_hash' is of no known form;"
                        + " line 7 does not have the fields email,username,password_hash,verified;"
                        + " line 8 'username' is missing.");
        assertThat(result.json().path("imported").asInt()).isEqualTo(1);
        assertThat(result.json().path("wrong")).hasSize(5);
        assertThat(eventsOf("dan")).hasSize(2);
    }

    @Test
    void who_was_erased_is_not_brought_in_again_and_nothing_says_whom_an_import_knows() throws IOException {
        Path file = file("lia@example.org,lia,\"%s\",true".formatted(HASH));
        assertThat(bringIn(file).json().path("imported").asInt()).isEqualTo(1);
        String lia = left.query("SELECT user_id::text FROM claims.claimed_username WHERE username = 'lia'")
                .getFirst();
        assertThat(left.run("users", "erase", lia, "--reason", "a letter", "--yes")
                        .code())
                .isEqualTo(ExitCode.OK);

        Result again = bringIn(file);

        assertThat(again.code()).as(again.toString()).isEqualTo(ExitCode.OK);
        assertThat(again.json().path("imported").asInt()).isZero();
        assertThat(again.json().path("skipped").asInt()).isEqualTo(1);
        assertThat(eventsOf("lia")).isEmpty();
        assertThat(left.query("SELECT encode(email_hmac, 'hex') FROM auth.imported"))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(left.query("SELECT encode(email_hmac, 'hex') FROM claims.claimed_email"));
    }

    @Test
    void a_run_that_was_cut_off_after_the_registration_has_dealt_with_them() throws IOException {
        Path file = file("pam@example.org,pam,\"%s\",true".formatted(HASH));
        cutOff("UPDATE");
        assertThat(bringIn(file).code()).isEqualTo(ExitCode.FAILED);
        goOn();
        assertThat(eventsOf("pam")).containsExactly("UserRegistered by import");
        String pam = left.query("SELECT user_id::text FROM claims.claimed_username WHERE username = 'pam'")
                .getFirst();
        assertThat(left.run("users", "erase", pam, "--reason", "T-1", "--yes").code())
                .isEqualTo(ExitCode.OK);

        Result again = bringIn(file);

        assertThat(again.code()).as(again.toString()).isEqualTo(ExitCode.OK);
        assertThat(again.json().path("imported").asInt()).isZero();
        assertThat(again.json().path("skipped").asInt()).isEqualTo(1);
        assertThat(eventsOf("pam")).isEmpty();
    }

    @Test
    void a_run_that_was_cut_off_before_the_registration_is_made_up_for() throws IOException {
        Path file = file("quinn@example.org,quinn,\"%s\",true".formatted(HASH));
        cutOff("INSERT");
        List<String> before = left.query("SELECT encode(email_hmac, 'hex') FROM auth.imported");
        assertThat(bringIn(file).code()).isEqualTo(ExitCode.FAILED);
        goOn();
        assertThat(left.query("SELECT encode(email_hmac, 'hex') FROM auth.imported"))
                .hasSize(before.size() + 1);

        Result again = bringIn(file);

        assertThat(again.code()).as(again.toString()).isEqualTo(ExitCode.OK);
        assertThat(again.json().path("imported").asInt()).isEqualTo(1);
        assertThat(eventsOf("quinn")).hasSize(2);
    }

    @Test
    void lines_whose_address_a_stranger_has_are_told_apart_by_their_numbers() throws IOException {
        Path own = file("rob@example.org,rob,\"%s\",true".formatted(HASH));
        assertThat(bringIn(own).code()).isEqualTo(ExitCode.OK);
        try (EmbeddedApplication application =
                EmbeddedApplication.start(Settings.of(left.database().environment()))) {
            application
                    .get(CommandGateway.class)
                    .sendAndWait(new RegisterUser(
                            application.get(UserIds.class).next(),
                            new Email("stranger@example.org"),
                            new Username("stranger")));
        }
        Path file = file("""
                rob@example.org,rob,"%1$s",true
                stranger@example.org,sue,"%1$s",true
                tim@example.org,tim,"%1$s",true
                """.formatted(HASH));

        for (int imported : new int[] {1, 0}) {
            Result result = bringIn(file);

            assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.OK);
            assertThat(result.json().path("imported").asInt()).isEqualTo(imported);
            assertThat(result.json().path("skipped").asInt()).isEqualTo(2 - imported);
            assertThat(result.json().path("taken").values())
                    .extracting(line -> line.asInt())
                    .containsExactly(2);
            assertThat(result.json().path("message").asString())
                    .contains("1 line has the address of an account that no import created: line 2.")
                    .doesNotContain("@");
        }
        assertThat(eventsOf("stranger")).containsExactly("UserRegistered by anonymous");
    }

    /** Makes every further import fail at its change of credentials. */
    private void cutOff(String at) {
        left.change("CREATE FUNCTION auth.cut_off() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN RAISE EXCEPTION 'cut off'; END $$");
        left.change("CREATE TRIGGER cut_off BEFORE " + at
                + " ON auth.credential FOR EACH STATEMENT EXECUTE FUNCTION auth.cut_off()");
    }

    private void goOn() {
        left.change("DROP FUNCTION auth.cut_off CASCADE");
    }

    @Test
    void an_address_is_confirmed_later_only_for_whom_the_line_is_about() throws IOException {
        assertThat(bringIn(file("max@example.org,max,\"%s\",false".formatted(HASH)))
                        .code())
                .isEqualTo(ExitCode.OK);
        String other = HASH.replace('0', '1');
        assertThat(bringIn(file("max@example.org,max,\"%s\",true".formatted(other)))
                        .code())
                .isEqualTo(ExitCode.OK);
        assertThat(eventsOf("max")).containsExactly("UserRegistered by import");

        assertThat(bringIn(file("max@example.org,max,\"%s\",true".formatted(HASH)))
                        .code())
                .isEqualTo(ExitCode.OK);
        assertThat(eventsOf("max")).containsExactly("UserRegistered by import", "EmailConfirmed by import");
    }

    @Test
    void whatever_is_refused_is_a_problem_of_its_line_and_no_address_is_told() throws IOException {
        Result result = bringIn(file("""
                erased@erased.invalid,nil,"%1$s",true
                ned@example.org,Deleted user,"%1$s",true
                ona@example.org,ona,"%1$s",true
                """.formatted(HASH)));

        assertThat(result.code()).isEqualTo(ExitCode.FAILED);
        assertThat(eventsOf("ona")).hasSize(2);
        assertThat(result.json().path("message").asString())
                .startsWith("1 person was imported,")
                .contains("line 1 has an address that is taken or not allowed; line 2 ");
        assertThat(result.toString()).doesNotContain("@");
        assertThat(left.query("SELECT concat(command, reason, details) FROM operations.operator_log"
                        + " WHERE command LIKE 'users import%'"))
                .isNotEmpty()
                .noneMatch(entry -> entry.contains("@"));
        assertThat(left.query("SELECT user_id::text FROM auth.credential WHERE inert"))
                .isEmpty();
    }

    private List<String> eventsOf(String username) {
        return left.query("SELECT event || ' by ' || (metadata ->> 'actor') FROM event_store.event_log"
                + " JOIN claims.claimed_username ON stream = 'user-' || user_id"
                + " WHERE username = '" + username + "' ORDER BY global_index");
    }

    private Result bringIn(Path file) {
        return left.run("users", "import", file.toString(), "--reason", "moving", "--yes", "-o", "json");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("accounts"), text);
    }
}
