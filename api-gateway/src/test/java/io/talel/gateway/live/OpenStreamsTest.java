package io.talel.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.answer.EndlessAnswer;
import io.talel.gateway.web.answer.EndlessAnswers;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenStreamsTest {

    private static final int MOST = 6;

    private final OpenStreams streams = new OpenStreams(new EndlessAnswers() {
        @Override
        public int most() {
            return MOST;
        }

        @Override
        public void begin(HttpServletResponse response, EndlessAnswer.Writer writer) {}
    });

    @Test
    void the_oldest_of_the_network_with_the_most_makes_room_for_one_with_fewer() {
        List<FollowingClient> greedy = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            greedy.add(opened("greedy"));
        }

        FollowingClient first = opened("modest");
        FollowingClient second = opened("modest");

        assertThat(greedy.stream().map(FollowingClient::isEnded))
                .containsExactly(true, true, false, false, false, false);
        assertThat(List.of(first.isEnded(), second.isEnded())).containsOnly(false);
        assertThat(streams.size()).isEqualTo(MOST);
    }

    @Test
    void a_network_that_has_as_many_as_any_is_refused() {
        for (int i = 0; i < MOST / 2; i++) {
            opened("one");
            opened("other");
        }

        assertThatThrownBy(() -> streams.add("one")).isInstanceOf(HttpRefusal.class);
        assertThatThrownBy(() -> streams.add("other")).isInstanceOf(HttpRefusal.class);
    }

    @Test
    void who_goes_leaves_room() {
        LiveStream gone = streams.add("one");
        for (int i = 1; i < MOST; i++) {
            streams.add("one");
        }
        assertThatThrownBy(() -> streams.add("one")).isInstanceOf(HttpRefusal.class);

        gone.closed();

        assertThat(streams.add("one")).isNotNull();
    }

    @Test
    void at_the_end_all_end_and_nobody_else_begins() {
        FollowingClient client = opened("one");
        LiveStream unopened = streams.add("one");

        streams.close();

        assertThat(client.isEnded()).isTrue();
        FollowingClient late = new FollowingClient(1000);
        unopened.opened(late);
        assertThat(late.isEnded()).isTrue();
        assertThatThrownBy(() -> streams.add("one")).isInstanceOf(HttpRefusal.class);
    }

    private FollowingClient opened(String network) {
        LiveStream stream = streams.add(network);
        stream.beginAfter(0, 3000);
        FollowingClient client = new FollowingClient(1000);
        stream.opened(client);
        return client;
    }
}
