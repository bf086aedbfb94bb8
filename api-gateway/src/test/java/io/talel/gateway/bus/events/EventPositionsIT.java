package io.talel.gateway.bus.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.gateway.auth.schema.AuthSchema;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Claims on positions, by nodes whose clocks differ. */
class EventPositionsIT {

    private static final String PROCESSOR = "events";

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final DriverManagerDataSource connections =
            new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
    private final Clock clock = AbstractTokenEntry.clock;

    @BeforeEach
    void a_position() {
        new AuthSchema(database.jdbcUrl(), database.ownerUser(), database.ownerPassword(), database.user()).migrate();
        node().initializeTokenSegments(PROCESSOR, 1, new GlobalSequenceTrackingToken(7));
    }

    @AfterEach
    void clock_is_right() {
        AbstractTokenEntry.clock = clock;
    }

    private EventPositions node() {
        return EventPositions.in(connections, JacksonSerializer.defaultSerializer());
    }

    private static void minutesAhead(int minutes) {
        AbstractTokenEntry.clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(minutes));
    }

    @ParameterizedTest
    @ValueSource(ints = {-10, 0, 10})
    void another_node_takes_over_once_the_owner_has_been_silent_for_ten_seconds_whatever_its_clock_said(int minutes) {
        EventPositions living = node();
        EventPositions dead = node();
        minutesAhead(minutes);
        dead.fetchToken(PROCESSOR, 0);
        dead.storeToken(new GlobalSequenceTrackingToken(8), PROCESSOR, 0);
        minutesAhead(0);

        assertThat(living.fetchAvailableSegments(PROCESSOR)).isEmpty();
        assertThatThrownBy(() -> living.fetchToken(PROCESSOR, 0)).isInstanceOf(UnableToClaimTokenException.class);

        elevenSecondsPass();
        assertThat(living.fetchAvailableSegments(PROCESSOR)).hasSize(1);
        assertThat(living.fetchToken(PROCESSOR, 0)).isEqualTo(new GlobalSequenceTrackingToken(8));
        assertThatThrownBy(() -> dead.fetchToken(PROCESSOR, 0)).isInstanceOf(UnableToClaimTokenException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-10, 10})
    void a_node_whose_clock_is_wrong_takes_no_claim_of_a_living_one(int minutes) {
        node().fetchToken(PROCESSOR, 0);
        minutesAhead(minutes);

        EventPositions wrong = node();

        assertThat(wrong.fetchAvailableSegments(PROCESSOR)).isEmpty();
        assertThatThrownBy(() -> wrong.fetchToken(PROCESSOR, 0)).isInstanceOf(UnableToClaimTokenException.class);
    }

    /** The last claim becomes as old. */
    private void elevenSecondsPass() {
        JdbcClient owner = JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()));
        owner.sql("ALTER TABLE auth.event_position DISABLE TRIGGER stamp").update();
        int aged = owner.sql(
                        "UPDATE auth.event_position SET timestamp = (timestamp::timestamptz - interval '11 s')::text")
                .update();
        owner.sql("ALTER TABLE auth.event_position ENABLE TRIGGER stamp").update();
        assertThat(aged).isEqualTo(1);
    }
}
