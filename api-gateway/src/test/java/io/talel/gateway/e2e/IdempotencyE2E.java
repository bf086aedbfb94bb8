package io.talel.gateway.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A repeated POST with the same Idempotency-Key, on one node and on another. */
class IdempotencyE2E {

    private static final String HEADER = "Idempotency-Key";
    private static final String OTHER = "This Idempotency-Key came with another request before";
    private static final String NEW = "another horse, another battery";

    private static final Api HERE = GatewayNode.shared().api();
    private static final int HERE_PORT = GatewayNode.shared().port();
    private static GatewayNode other;
    private static Api there;

    private final String key = UUID.randomUUID().toString();

    @BeforeAll
    static void a_second_node() {
        other = GatewayNode.besideShared(Map.of());
        there = other.api();
    }

    @AfterAll
    static void it_stops() {
        other.close();
    }

    @Test
    void an_article_is_published_once_and_answered_the_same_on_every_node() {
        ApiSession ada = TestPerson.signedIn(HERE, "ada");
        ApiAnswer first = ada.publishWithKey(key, "Once").is(201);
        ApiAnswer repeat = ada.at(there).publishWithKey('"' + key + '"', "Once").is(201);
        assertThat(repeat.text()).isEqualTo(first.text());
        assertThat(repeat.header("Location"))
                .isEqualTo(first.header("Location"))
                .isNotEmpty();
        assertThat(articlesOf(ada)).isEqualTo("1");
    }

    @Test
    void of_concurrent_repeats_on_two_nodes_one_is_recorded() throws InterruptedException {
        ApiSession ada = TestPerson.signedIn(HERE, "ada");
        List<ApiAnswer> answers = Concurrently.run(8, runner -> {
            ApiSession session = runner % 2 == 0 ? ada : ada.at(there);
            return await().until(() -> session.publishWithKey(key, "At once"), answer -> answer.status() != 409);
        });
        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(answers.stream().map(ApiAnswer::text).distinct()).hasSize(1);
        assertThat(articlesOf(ada)).isEqualTo("1");
    }

    @Test
    void while_the_first_is_under_way_a_repeat_is_refused() throws SQLException {
        ApiSession ada = TestPerson.signedIn(HERE, "ada");
        DataSource source = other.bean("eventStoreDataSource", DataSource.class);
        CompletableFuture<ApiAnswer> first;
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            holdSlug(connection, "held-by-a-test");
            first = CompletableFuture.supplyAsync(() -> ada.publishWithKey(key, "Held by a test"));
            await().until(() -> waitingForSlugs() > 0);
            ApiAnswer repeat = ada.at(there)
                    .publishWithKey(key, "Held by a test")
                    .isError(409, "Conflict", "The request with this Idempotency-Key is still under way");
            assertThat(repeat.header("Retry-After")).isEqualTo("1");
            connection.rollback();
        }
        ApiAnswer published = first.join().is(201);
        assertThat(ada.publishWithKey(key, "Held by a test").is(201).text()).isEqualTo(published.text());
    }

    @Test
    void another_body_is_refused_and_the_key_of_another_person_is_another_key() {
        ApiSession ada = TestPerson.signedIn(HERE, "ada");
        ada.publishWithKey(key, "Hers").is(201);
        ada.publishWithKey(key, "Another").isError(422, "Unprocessable Content", OTHER);
        ada.publishWithKey(key, "Hers").is(201);
        ApiSession bob = TestPerson.signedIn(HERE, "bob");
        bob.publishWithKey(key, "Another").is(201);
        assertThat(articlesOf(ada)).isEqualTo("1");
        assertThat(articlesOf(bob)).isEqualTo("1");
    }

    @Test
    void a_refused_request_leaves_its_key_free() {
        ApiSession ada = TestPerson.signedIn(HERE, "ada");
        ada.publishWithKey(key, "x".repeat(256)).isBadRequestNaming("title");
        ada.publishWithKey(key, "Shorter").is(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "a b", "a,b", "\"open", "back\\slash"})
    void a_malformed_key_is_refused_after_the_caller_and_before_the_body(String malformed) {
        ApiSession ada = TestPerson.signedIn(HERE, "ada");
        ada.post("/articles")
                .header(HEADER, malformed)
                .send()
                .isBadRequest("Idempotency-Key must be one text of 1 to 255 visible ASCII characters");
        HERE.post("/articles").header(HEADER, malformed).send().isForbidden("No authorization header provided");
    }

    @Test
    void a_person_is_registered_once_and_keeps_the_password_of_the_first_request() {
        TestPerson ada = TestPerson.named("ada");
        ApiAnswer first = register(HERE, ada, ada.password()).is(201);
        assertThat(register(there, ada, ada.password()).is(201).text()).isEqualTo(first.text());
        register(there, ada, NEW).isError(422, "Unprocessable Content", OTHER);
        ada.logIn(there);
        ada.register(HERE).isBadRequest("Account with the email '" + ada.email() + "' already exists");
    }

    @Test
    void images_are_uploaded_once_though_every_form_has_a_boundary_of_its_own() {
        ApiSession ada = TestPerson.signedIn(HERE, "ada");
        Multipart form = new Multipart()
                .file("a", "a.png", "image/png", Pictures.PNG)
                .file("b", "b.gif", "image/gif", Pictures.GIF);
        ApiAnswer first = upload(ada, form, "boundary").is(200);
        assertThat(first.json().path("image_objects_urls")).hasSize(2);
        assertThat(upload(ada, form, "another").is(200).text()).isEqualTo(first.text());
        String port = ":" + other.port() + "/";
        assertThat(upload(ada.at(there), form, "another").is(200).text().replace(port, ":" + HERE_PORT + "/"))
                .isEqualTo(first.text());
        upload(ada, new Multipart().file("a", "a.png", "image/png", Pictures.JPEG), "boundary")
                .isError(422, "Unprocessable Content", OTHER);
        upload(ada, new Multipart().file("a", "c.png", "image/png", Pictures.PNG), "boundary")
                .isError(422, "Unprocessable Content", OTHER);
    }

    @Test
    void a_password_is_changed_once() {
        ApiSession ada = TestPerson.signedIn(HERE, "ada");
        ApiAnswer first = changePassword(ada, NEW).is(200);
        assertThat(changePassword(ada.at(there), NEW).is(200).text()).isEqualTo(first.text());
        changePassword(ada, "a third horse, a third battery").isError(422, "Unprocessable Content", OTHER);
        new TestPerson(ada.person().username(), ada.person().email(), NEW).logIn(HERE);
    }

    @Test
    void a_session_is_ended_once_and_the_key_of_another_session_does_not_pass_for_it() {
        ApiSession ada = TestPerson.signedIn(HERE, "ada");
        ApiSession elsewhere = ada.person().logIn(there);
        logOut(ada).is(200);
        logOut(ada).is(200);
        logOut(elsewhere).isError(422, "Unprocessable Content", OTHER);
        elsewhere.refresh().is(200);
    }

    @Test
    void links_of_mails_are_used_once() {
        TestPerson ada = TestPerson.named("ada");
        ada.register(HERE).is(201);
        String confirmation = TestOutbox.SHARED
                .await(ada.email(), "Confirm your e-mail address")
                .path();
        ApiAnswer confirmed = withKey(HERE.post(confirmation)).is(200);
        assertThat(withKey(there.post(confirmation)).is(200).text()).isEqualTo(confirmed.text());
        HERE.post(confirmation).send().is(410);

        Map<String, String> address = Map.of("email", ada.email());
        withKey(HERE.post("/accounts/password/forgotten").json(address)).is(202);
        withKey(HERE.post("/accounts/password/forgotten").json(address)).is(202);
        withKey(HERE.post("/accounts/password/forgotten").json(Map.of("email", "bob@example.org")))
                .isError(422, "Unprocessable Content", OTHER);
        withKey(HERE.post("/accounts/verify").json(address)).is(202);
        withKey(HERE.post("/accounts/verify").json(address)).is(202);

        String reset =
                TestOutbox.SHARED.await(ada.email(), "Set a new password").path();
        withKey(HERE.post(reset).json(Map.of("password", NEW))).is(200);
        withKey(there.post(reset).json(Map.of("password", NEW))).is(200);
        withKey(HERE.post(reset).json(Map.of("password", "a third horse, a third battery")))
                .isError(422, "Unprocessable Content", OTHER);
        HERE.post(reset).json(Map.of("password", NEW)).send().is(410);
        new TestPerson(ada.username(), ada.email(), NEW).logIn(there);
    }

    @Test
    void a_repeated_log_in_is_a_log_in_of_its_own_and_a_repeated_refresh_has_its_grace() {
        TestPerson ada = TestPerson.named("ada");
        ada.register(HERE).is(201);
        Map<String, String> credentials = Map.of("email", ada.email(), "password", ada.password());
        ApiAnswer first =
                withKey(HERE.post("/accounts/login").json(credentials)).is(200);
        ApiAnswer second =
                withKey(HERE.post("/accounts/login").json(credentials)).is(200);
        String cookie = first.cookie("refresh_token");
        assertThat(second.cookie("refresh_token")).isNotEqualTo(cookie);
        ApiAnswer refreshed = refresh(cookie).is(200);
        assertThat(refresh(cookie).is(200).cookie("refresh_token")).isEqualTo(refreshed.cookie("refresh_token"));
    }

    private static String articlesOf(ApiSession author) {
        return HERE.get(Paths.articlesOf(author.person())).send().is(200).header("X-Total-Count");
    }

    private static void holdSlug(Connection connection, String slug) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            lock.setString(1, slug);
            lock.execute();
        }
    }

    private static long waitingForSlugs() {
        return JdbcClient.create(other.bean("eventStoreDataSource", DataSource.class))
                .sql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                .query(Long.class)
                .single();
    }

    private ApiAnswer withKey(Api.Request request) {
        return request.header(HEADER, key).send();
    }

    private ApiAnswer register(Api api, TestPerson person, String password) {
        return withKey(api.post("/accounts/register")
                .json(Map.of("email", person.email(), "password", password, "username", person.username())));
    }

    private ApiAnswer upload(ApiSession session, Multipart form, String boundary) {
        String written = form.mediaType().substring(form.mediaType().indexOf('=') + 1);
        byte[] bytes =
                new String(form.bytes(), ISO_8859_1).replace(written, boundary).getBytes(ISO_8859_1);
        return withKey(session.post("/assets/images").body("multipart/form-data; boundary=" + boundary, bytes));
    }

    private ApiAnswer changePassword(ApiSession session, String chosen) {
        return withKey(session.post("/accounts/password")
                .json(Map.of("current_password", session.person().password(), "new_password", chosen)));
    }

    private ApiAnswer logOut(ApiSession session) {
        return withKey(session.post("/accounts/logout"));
    }

    private ApiAnswer refresh(String cookie) {
        return withKey(HERE.post("/accounts/token").header("Cookie", "refresh_token=" + cookie));
    }
}
