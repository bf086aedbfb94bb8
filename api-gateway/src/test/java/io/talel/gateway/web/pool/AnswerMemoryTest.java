package io.talel.gateway.web.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.talel.gateway.web.HttpRefusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class AnswerMemoryTest {

    private static final int KIB = 1024;

    /** Its eighth, for what is reserved and for pieces, is 256 KiB; its sixteenth, for all other answers, 128 KiB. */
    private static final long HEAP = 2_048 * KIB;

    private final List<ServletRequestAttributes> requests = new ArrayList<>();
    private int askedForRoom;
    private final AnswerMemory memory = new AnswerMemory(() -> TestPeers.slow(this::oldestEnds), HEAP);

    /** Every peer is slow. When there is no room, the oldest request ends. */
    private void oldestEnds() {
        askedForRoom++;
        requests.removeFirst().requestCompleted();
    }

    @AfterEach
    void no_request_is_left() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void small_answers_are_free() {
        for (int i = 0; i < 100; i++) {
            request();
            memory.hold(new byte[16 * KIB]);
        }
        assertThat(askedForRoom).isZero();
    }

    @Test
    void other_answers_share_a_sixteenth_of_the_heap() {
        request();
        memory.hold(new byte[100 * KIB]);
        request();
        memory.hold(new byte[28 * KIB]);
        assertThat(askedForRoom).isZero();
        request();
        memory.hold(new byte[17 * KIB]);
        assertThat(askedForRoom).isEqualTo(1);
    }

    @Test
    void a_second_reservation_takes_the_place_of_the_first() {
        for (int i = 0; i < 10; i++) {
            ServletRequestAttributes request = request();
            memory.reserve(16 * KIB);
            memory.reserve(16 * KIB);
            request.requestCompleted();
        }
        assertThat(askedForRoom).isZero();
        request();
        memory.reserve(60 * KIB);
        assertThat(askedForRoom).isZero();
    }

    @Test
    void an_answer_whose_second_reservation_was_refused_takes_room_again() {
        AnswerMemory noneEnds = new AnswerMemory(TestPeers::fast, HEAP);
        request();
        noneEnds.reserve(32 * KIB);
        request();
        noneEnds.reserve(16 * KIB);
        assertRefused(() -> noneEnds.reserve(64 * KIB));
        noneEnds.hold(new byte[100 * KIB]);
        request();
        assertRefused(() -> noneEnds.hold(new byte[100 * KIB]));
    }

    private static void assertRefused(ThrowingCallable request) {
        assertThatExceptionOfType(HttpRefusal.class).isThrownBy(request);
    }

    @Test
    void an_answer_takes_room_until_its_request_ends() {
        for (int i = 0; i < 10; i++) {
            ServletRequestAttributes request = request();
            memory.hold(new byte[128 * KIB]);
            request.requestCompleted();
        }
        assertThat(askedForRoom).isZero();
    }

    @Test
    void what_is_reserved_has_room_for_four_copies_until_the_answer_is_made() {
        request();
        memory.reserve(64 * KIB);
        memory.hold(new byte[128 * KIB]);
        request();
        memory.reserve(32 * KIB);
        assertThat(askedForRoom).isZero();
        request();
        memory.reserve(1);
        assertThat(askedForRoom).isEqualTo(1);
    }

    @Test
    void a_write_that_is_done_is_answered_without_room() {
        request();
        memory.holdAnyway(new byte[128 * KIB]);
        request();
        memory.holdAnyway(new byte[128 * KIB]);
        assertThat(askedForRoom).isZero();
    }

    @Test
    void a_piece_of_an_answer_takes_room_until_it_is_sent() throws IOException {
        List<byte[]> sent = new ArrayList<>();
        memory.pass(64 * KIB, true, () -> new byte[1], sent::add);
        memory.pass(64 * KIB, false, () -> new byte[2], sent::add);
        assertThat(sent).extracting(piece -> piece.length).containsExactly(1, 2);
        assertThat(askedForRoom).isZero();
    }

    @Test
    void a_piece_that_cannot_be_sent_gives_its_room_back() throws IOException {
        assertThatIOException()
                .isThrownBy(() -> memory.pass(64 * KIB, true, () -> new byte[1], _ -> {
                    throw new IOException("The client has gone");
                }));
        memory.pass(64 * KIB, true, () -> new byte[1], _ -> {});
        assertThat(askedForRoom).isZero();
    }

    /** Begins a request. */
    private ServletRequestAttributes request() {
        ServletRequestAttributes request = new ServletRequestAttributes(new MockHttpServletRequest());
        requests.add(request);
        RequestContextHolder.setRequestAttributes(request);
        return request;
    }
}
