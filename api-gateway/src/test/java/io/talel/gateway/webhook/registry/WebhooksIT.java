package io.talel.gateway.webhook.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.gateway.auth.schema.AuthSchema;
import io.talel.gateway.auth.token.KeyRing;
import io.talel.gateway.crypto.SealedTexts;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.user.UserId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Addresses and secrets in the database while SECRET_KEY changes. */
class WebhooksIT {

    private static final UserId ADA = new UserId(7);
    private static final String OLD = "o".repeat(64);
    private static final String NEW = "n".repeat(64);

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final DriverManagerDataSource dataSource =
            new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
    private final JdbcClient jdbc = JdbcClient.create(dataSource);

    @BeforeEach
    void migrate() {
        new AuthSchema(database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), database.user()).migrate();
    }

    @Test
    void what_is_sealed_again_needs_the_old_key_no_more() {
        Webhooks before = webhooks(OLD, "");
        Webhook added = add(before);
        Webhook rotated = before.rotate(ADA, added.id(), null).orElseThrow();
        assertThat(webhooks(NEW, "").find(ADA, added.id()).orElseThrow().url()).isEmpty();

        webhooks(NEW, OLD).sealAgain();

        assertThat(webhooks(NEW, "").find(ADA, added.id())).contains(rotated);
        String former = (String) rows().getFirst().get("former_secret");
        assertThat(texts(NEW, "").open(Webhooks.placeOfSecret(added.id()), former))
                .contains(added.secret().value());
    }

    @Test
    void what_is_sealed_with_the_new_key_or_cannot_be_opened_stays_as_it_is() {
        add(webhooks(OLD, ""));
        add(webhooks(NEW, ""));
        List<Map<String, Object>> before = rows();

        webhooks(NEW, "").sealAgain();

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void a_secret_that_was_replaced_signs_for_a_day() {
        Webhooks webhooks = webhooks(OLD, "");
        webhooks.rotate(ADA, add(webhooks).id(), null);
        assertThat(jdbc.sql("SELECT former_until - now() BETWEEN '23 hours' AND '24 hours' FROM auth.webhook")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void one_account_has_no_two_webhooks_at_one_address_however_it_is_written() {
        Webhooks webhooks = webhooks(OLD, "");
        add(webhooks, "https://example.org/hook");

        assertThatThrownBy(() -> add(webhooks, "HTTPS://Example.ORG:443/hook"))
                .isInstanceOf(HttpRefusal.class)
                .hasMessage("The account has a webhook with this address");

        add(webhooks, "https://example.org/Hook");
        assertThat(rows()).hasSize(2);
    }

    @Test
    void a_row_that_cannot_be_read_stops_no_other() {
        Webhooks before = webhooks(OLD, "");
        Webhook broken = add(before, "https://example.org/broken");
        Webhook whole = add(before, "https://example.org/whole");
        jdbc.sql("UPDATE auth.webhook SET url = split_part(url, ':', 1) || ':?' WHERE id = ?")
                .param(broken.id())
                .update();

        webhooks(NEW, OLD).sealAgain();

        assertThat(webhooks(NEW, "").find(ADA, whole.id())).contains(whole);
        assertThat(webhooks(NEW, "").find(ADA, broken.id()).orElseThrow().url()).isEmpty();
    }

    private static Webhook add(Webhooks webhooks) {
        return add(webhooks, "https://example.org/hook?token=secret");
    }

    private static Webhook add(Webhooks webhooks, String url) {
        return webhooks.add(ADA, webhooks.nextId(), new ReceiverUrl(url), EventTypes.ALL);
    }

    private List<Map<String, Object>> rows() {
        return jdbc.sql("SELECT url, secret, former_secret FROM auth.webhook ORDER BY id")
                .query()
                .listOfRows();
    }

    private Webhooks webhooks(String key, String previous) {
        return new Webhooks(jdbc, texts(key, previous), new JdbcTransactionManager(dataSource));
    }

    private static SealedTexts texts(String key, String previous) {
        return new SealedTexts(new KeyRing(key, previous).derive("a test"), new SecureRandom());
    }
}
