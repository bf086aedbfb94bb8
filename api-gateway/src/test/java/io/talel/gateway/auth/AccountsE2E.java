package io.talel.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.auth.AccountClient.Answer;
import io.talel.gateway.auth.session.RefreshToken;
import io.talel.ops.localstack.SharedServers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AccountsE2E {

    private static final String PASSWORD = "correct horse battery";

    private static AccountNode node;
    private static AccountClient accounts;

    @BeforeAll
    static void start() {
        node = new AccountNode(SharedServers.newDatabase(), SharedServers.redis(), Map.of());
        accounts = node.client();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void a_registration_is_answered_with_the_account_and_its_user() {
        Answer answer = accounts.register("ada@example.org", PASSWORD, "ada");
        assertThat(answer.status()).isEqualTo(201);
        JsonNode account = answer.body().get("account");
        JsonNode user = answer.body().get("user");
        assertThat(account.propertyNames()).containsExactly("id", "created_at", "updated_at", "email", "verified");
        assertThat(user.propertyNames()).containsExactly("id", "username", "location", "avatar_url");
        assertThat(account.get("id").asLong())
                .isPositive()
                .isEqualTo(user.get("id").asLong());
        assertThat(account.get("created_at").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z")
                .isEqualTo(account.get("updated_at").asString());
        assertThat(account.get("email").asString()).isEqualTo("ada@example.org");
        assertThat(account.get("verified").asBoolean()).isFalse();
        assertThat(user.get("username").asString()).isEqualTo("ada");
        assertThat(user.get("location").asString()).isEmpty();
        assertThat(user.get("avatar_url").asString()).isEqualTo("default.jpg");
    }

    @Test
    void a_taken_email_is_named_before_a_taken_username() {
        accounts.register("bob@example.org", PASSWORD, "bob");
        refused(
                accounts.register("bob@example.org", PASSWORD, "bob"),
                400,
                "Account with the email 'bob@example.org' already exists");
        refused(
                accounts.register("bob2@example.org", PASSWORD, "bob"),
                400,
                "Account with the username 'bob' already exists");
    }

    @Test
    void a_refused_registration_leaves_its_email_free() {
        accounts.register("cleo@example.org", PASSWORD, "cleo");
        refused(
                accounts.register("cleo2@example.org", PASSWORD, "cleo"),
                400,
                "Account with the username 'cleo' already exists");
        assertThat(accounts.register("cleo2@example.org", PASSWORD, "cleo2").status())
                .isEqualTo(201);
    }

    @Test
    void values_that_cannot_be_are_refused_by_name() {
        refused(accounts.register("dan", PASSWORD, "dan"), 400, "'email' must be an e-mail address");
        refused(
                accounts.register("dan@example.org", "1234567", "dan"),
                400,
                "'password' must be at least 8 characters long");
        refused(
                accounts.register("dan@example.org", PASSWORD, "d".repeat(21)),
                400,
                "'username' must be at most 20 characters long");
        refused(accounts.post("/register", Map.of("username", "dan")), 400, "Expected 'email' key");
        refused(accounts.post("/register", Map.of("email", "dan@example.org")), 400, "Expected 'password' key");
        refused(accounts.post("/register", Map.of()), 400, "Missing request body");
    }

    @Test
    void of_eight_registrations_of_one_username_at_once_one_succeeds() throws Exception {
        List<Answer> answers = atOnce(8, i -> accounts.register("eve" + i + "@example.org", PASSWORD, "eve"));
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> refused(answer, 400, "Account with the username 'eve' already exists"));
    }

    @Test
    void of_eight_registrations_of_one_email_at_once_one_succeeds_and_its_password_is_the_one() throws Exception {
        List<Answer> answers = atOnce(8, i -> accounts.register("fay@example.org", PASSWORD + i, "fay" + i));
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> refused(answer, 400, "Account with the email 'fay@example.org' already exists"));
        for (int i = 0; i < answers.size(); i++) {
            assertThat(accounts.logIn("fay@example.org", PASSWORD + i).status())
                    .isEqualTo(answers.get(i).status() == 201 ? 200 : 401);
        }
    }

    @Test
    void a_log_in_hands_out_an_access_token_and_a_refresh_cookie() {
        accounts.register("gus@example.org", PASSWORD, "gus");
        Answer answer = accounts.logIn("gus@example.org", PASSWORD);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().propertyNames()).containsExactly("access_token");
        assertThat(answer.cookie())
                .matches("refresh_token=[A-Za-z0-9_-]{80}; Path=/v1/accounts; HttpOnly; SameSite=Strict");
        assertThat(answer.response().headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void a_wrong_password_and_an_unknown_email_get_the_same_answer() {
        accounts.register("hal@example.org", PASSWORD, "hal");
        refused(accounts.logIn("hal@example.org", PASSWORD + "!"), 401, "Invalid username or password");
        refused(accounts.logIn("nobody@example.org", PASSWORD), 401, "Invalid username or password");
        refused(accounts.logIn("no address", ""), 401, "Invalid username or password");
        refused(accounts.post("/login", Map.of("email", "hal@example.org")), 400, "Expected 'password' key");
    }

    @Test
    void a_refresh_hands_out_new_tokens() {
        Answer logIn = loggedIn("ida");
        Answer refresh = accounts.refresh(logIn.refreshToken());
        assertThat(refresh.status()).isEqualTo(200);
        assertThat(refresh.body().propertyNames()).containsExactly("access_token");
        assertThat(refresh.accessToken()).isNotEqualTo(logIn.accessToken());
        assertThat(refresh.refreshToken()).isNotEqualTo(logIn.refreshToken());
        assertThat(accounts.refresh(refresh.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void two_tabs_may_refresh_at_once() {
        String cookie = loggedIn("jo").refreshToken();
        assertThat(accounts.refresh(cookie).refreshToken())
                .isEqualTo(accounts.refresh(cookie).refreshToken());
    }

    @Test
    void fifty_refreshes_at_once_leave_one_cookie() throws Exception {
        String cookie = loggedIn("kim").refreshToken();
        List<Answer> answers = atOnce(50, _ -> accounts.refresh(cookie));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(answers.stream().map(Answer::refreshToken).distinct()).hasSize(1);
    }

    @Test
    void a_cookie_that_is_missing_or_cannot_be_ours_is_a_bad_request() {
        assertThat(accounts.refresh(null).status()).isEqualTo(400);
        assertThat(accounts.refresh("eyJhbGciOiJIUzUxMiJ9.e30.x").status()).isEqualTo(400);
        assertThat(accounts.refresh("A".repeat(RefreshToken.LENGTH - 1)).status())
                .isEqualTo(400);
    }

    @Test
    void a_cookie_of_our_shape_that_nobody_knows_is_unauthorised() {
        refused(accounts.refresh("A".repeat(RefreshToken.LENGTH)), 401, "No stored refresh token for user");
    }

    @Test
    void a_log_out_ends_the_session_and_says_so_once() {
        Answer logIn = loggedIn("lea");
        String authorization = "Bearer " + logIn.accessToken();
        Answer logOut = accounts.logOut(authorization);
        assertThat(logOut.status()).isEqualTo(200);
        assertThat(logOut.body()).hasToString("{\"message\":\"Successfully logged out\"}");
        refused(accounts.logOut(authorization), 409, "No token to delete");
        refused(accounts.refresh(logIn.refreshToken()), 401, "No stored refresh token for user");
    }

    @Test
    void a_second_device_stays_logged_in() {
        Answer first = loggedIn("mia");
        Answer second = accounts.logIn("mia@example.org", PASSWORD);
        accounts.logOut("Bearer " + first.accessToken());
        assertThat(accounts.refresh(second.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void without_a_good_access_token_nobody_logs_out() {
        refused(accounts.logOut(null), 403, "No authorization header provided");
        refused(accounts.logOut("Bearer"), 403, "No authorization token provided");
        refused(accounts.logOut("Bearer  x"), 403, "No authorization token provided");
        refused(accounts.logOut("Bearer x"), 403, "Token is malformed");
    }

    private static Answer loggedIn(String name) {
        accounts.register(name + "@example.org", PASSWORD, name);
        Answer answer = accounts.logIn(name + "@example.org", PASSWORD);
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    private static void refused(Answer answer, int status, String message) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.message()).isEqualTo(message);
    }

    private static List<Answer> atOnce(int times, IntFunction<Answer> call) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            List<Future<Answer>> answers = threads.invokeAll(IntStream.range(0, times)
                    .mapToObj(i -> (Callable<Answer>) () -> call.apply(i))
                    .toList());
            return answers.stream().map(Future::resultNow).toList();
        }
    }
}
