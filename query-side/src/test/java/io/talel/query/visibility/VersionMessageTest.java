package io.talel.query.visibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.StreamVersion;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class VersionMessageTest {

    @Property(tries = 200)
    void what_is_sent_is_what_is_heard(@ForAll("positions") List<StreamVersion> positions) {
        List<StreamVersion> heard = VersionMessage.encode(positions).stream()
                .flatMap(message -> VersionMessage.decode(message).stream())
                .toList();

        assertThat(heard).isEqualTo(positions);
    }

    @Provide
    Arbitrary<List<StreamVersion>> positions() {
        return Combinators.combine(
                        Arbitraries.of("article-", "user-", "image-"),
                        Arbitraries.longs().between(1, Long.MAX_VALUE),
                        Arbitraries.longs().between(0, Long.MAX_VALUE))
                .as((family, id, version) -> new StreamVersion(family + id, version))
                .list()
                .ofMaxSize(500);
    }

    @Test
    void a_large_batch_is_split_below_the_limit_of_the_server() {
        List<StreamVersion> many = LongStream.range(0, 1000)
                .mapToObj(id -> new StreamVersion("article-" + id, 0))
                .toList();

        assertThat(VersionMessage.encode(many)).hasSize(2).allSatisfy(message -> assertThat(message.length())
                .isLessThanOrEqualTo(VersionMessage.MAX_LENGTH));
    }

    @Test
    void nothing_to_tell_is_no_message() {
        assertThat(VersionMessage.encode(List.of())).isEmpty();
    }
}
