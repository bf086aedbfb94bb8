package io.talel.command.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventStorePropertiesTest {

    @Test
    void passwords_are_not_printed() {
        EventStoreProperties properties =
                new EventStoreProperties("jdbc:postgresql:talelio", "talelio", "pass-1", "talelio_owner", "pass-2", 16);

        assertThat(properties)
                .hasToString("EventStoreProperties[url=jdbc:postgresql:talelio, username=talelio,"
                        + " ownerUsername=talelio_owner, maximumPoolSize=16]");
    }
}
