package io.talel.gateway.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes with a key of something that others change at the same time. */
class VersionedChangeIT {

    private static final IdempotentRequest ADAS =
            new IdempotencyKey(Optional.of("k"), "/v1/things/7/publish", "").by(new UserId(7));

    private static KeysDatabase database;

    private final Idempotency node = database.node();

    @BeforeAll
    static void migrate() {
        database = new KeysDatabase();
    }

    @BeforeEach
    void empty() {
        database.empty();
    }

    /** Something that is changed by appending to its log. */
    private static class Thing implements VersionedChange<String> {

        private final List<String> log = new ArrayList<>(List.of("begun"));
        private final boolean conditional;

        Thing(boolean conditional) {
            this.conditional = conditional;
        }

        /** By somebody else. */
        void edit() {
            log.add("edited");
        }

        @Override
        public long version() {
            return log.size() - 1;
        }

        @Override
        public boolean isConditional() {
            return conditional;
        }

        @Override
        public String send(@Nullable Long expected) {
            if (expected != null && expected != version()) {
                throw new CommandRefused(new Refusal.OtherVersion("thing-7"));
            }
            log.add("published");
            return at(version());
        }

        @Override
        public Optional<String> find(long first) {
            return Optional.of((int) first + 1)
                    .filter(next -> next < log.size() && log.get(next).equals("published"))
                    .map(this::at);
        }

        @Override
        public long versionOf(String result) {
            return Long.parseLong(result.split(" ")[0]);
        }

        @Override
        public String at(long version) {
            return version + " " + log.get((int) version);
        }
    }

    /** Others change it between the look at its version and the command. */
    private static final class Edited extends Thing {

        private int edits;

        Edited(boolean conditional, int edits) {
            super(conditional);
            this.edits = edits;
        }

        @Override
        public String send(@Nullable Long expected) {
            if (edits-- > 0) {
                edit();
            }
            return super.send(expected);
        }
    }

    @Test
    void what_others_change_before_the_first_attempt_does_not_matter() {
        Thing thing = new Edited(false, 2);
        assertThat(node.change(ADAS, () -> "", thing)).isEqualTo("3 published");
        thing.edit();
        assertThat(node.change(ADAS, () -> "", thing)).isEqualTo("3 published");
    }

    @Test
    void a_version_that_the_client_names_is_not_replaced_and_the_key_is_free_again() {
        Thing thing = new Edited(true, 1);
        assertIsOtherVersion(thing);
        assertThat(database.rows()).isEmpty();
        assertThat(node.change(ADAS, () -> "", thing)).isEqualTo("2 published");
    }

    @Test
    void what_others_change_all_the_time_is_refused() {
        Thing thing = new Edited(false, Integer.MAX_VALUE);
        assertIsOtherVersion(thing);
        assertThat(database.rows()).isEmpty();
    }

    @Test
    void a_repeat_finds_what_an_attempt_without_an_answer_has_done() {
        Thing thing = new Thing(false) {
            @Override
            public String send(@Nullable Long expected) {
                super.send(expected);
                throw new IllegalStateException("no answer");
            }
        };
        assertThatThrownBy(() -> node.change(ADAS, () -> "", thing)).isInstanceOf(IllegalStateException.class);
        thing.edit();
        assertThat(node.change(ADAS, () -> "", thing)).isEqualTo("1 published");
        assertThat(thing.version()).isEqualTo(2);
    }

    @Test
    void a_repeat_does_not_change_what_others_have_changed_since_an_attempt_that_did_nothing() {
        Thing thing = new Thing(false) {
            @Override
            public String send(@Nullable Long expected) {
                if (version() == 0) {
                    throw new IllegalStateException("no database");
                }
                return super.send(expected);
            }
        };
        assertThatThrownBy(() -> node.change(ADAS, () -> "", thing)).isInstanceOf(IllegalStateException.class);
        thing.edit();
        assertIsOtherVersion(thing);
        assertThat(thing.version()).isEqualTo(1);
    }

    private void assertIsOtherVersion(Thing thing) {
        assertThatThrownBy(() -> node.change(ADAS, () -> "", thing))
                .isInstanceOfSatisfying(
                        CommandRefused.class, e -> assertThat(e.refusal()).isInstanceOf(Refusal.OtherVersion.class));
    }
}
