package io.talel.command.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.command.Users;
import io.talel.command.eventlog.SnapshotKind;
import io.talel.kernel.user.UserEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class UserSnapshotTest {

    private static final SnapshotKind SNAPSHOTS = UserAutoConfiguration.SNAPSHOTS;
    private static final Path SAMPLE = Path.of("src/test/resources/snapshots/User." + User.SNAPSHOT_REVISION + ".json");
    private static final Instant START = Instant.parse("2026-02-03T04:05:06.000007Z");

    @Property(tries = 300)
    void a_snapshot_and_the_events_after_it_are_the_whole_history(
            @ForAll("histories") List<UserEvent> history, @ForAll @IntRange(max = 30) int place) {
        int taken = Math.clamp(place, 1, history.size());
        User replayed = after(new User(), history, 0, history.size());

        byte[] snapshot = SNAPSHOTS.write(after(new User(), history, 0, taken));
        User restored = after((User) SNAPSHOTS.read(snapshot), history, taken, history.size());

        assertThat(restored).usingRecursiveComparison().isEqualTo(replayed);
    }

    @Test
    void a_user_is_kept_as_the_sample_of_its_revision_says() throws IOException {
        List<UserEvent> history = List.of(
                Users.adaRegistered(),
                Users.adasEmailConfirmed(),
                Users.locationChanged(),
                Users.avatarChanged(),
                Users.newEmailRequested());

        byte[] snapshot = SNAPSHOTS.write(after(new User(), history, 0, history.size()));

        assertThat(new String(snapshot, StandardCharsets.UTF_8))
                .as(
                        "Snapshots of this revision are stored already: raise User.SNAPSHOT_REVISION and keep the state as the"
                                + " sample of that revision, instead of editing this one")
                .isEqualTo(Files.readString(SAMPLE).strip());
    }

    @Provide
    Arbitrary<List<UserEvent>> histories() {
        return Arbitraries.<UserEvent>of(
                        Users.adasEmailConfirmed(),
                        Users.newEmailRequested(),
                        Users.emailChanged(),
                        Users.locationChanged(),
                        Users.avatarChanged())
                .list()
                .ofMaxSize(25)
                .map(UserSnapshotTest::history);
    }

    private static List<UserEvent> history(List<UserEvent> changes) {
        List<UserEvent> history = new ArrayList<>(List.of(Users.adaRegistered()));
        history.addAll(changes);
        return history;
    }

    private static User after(User user, List<UserEvent> history, int from, int to) {
        for (int i = from; i < to; i++) {
            user.on(history.get(i), START.plusMillis(i), i);
        }
        return user;
    }
}
