package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("timed")
class ReadYourWritesIT {

    private static final int WRITERS = 4;

    private final Cluster cluster = Cluster.shared();

    @Test
    void the_next_read_on_either_node_shows_what_was_just_written() {
        int writes = DrillScale.times(10_000 / WRITERS);

        List<Integer> fresh = ConcurrentCalls.run(WRITERS, writer -> freshReads("writer" + writer, writes));

        assertThat(fresh).allMatch(reads -> reads == writes);
    }

    /** Number of writes that both nodes showed at once, in the article and at the head of the list. */
    private int freshReads(String username, int writes) {
        NodeClient here = NodeClient.of(cluster.nodeA().port()).signUp(username);
        NodeClient there = here.on(cluster.nodeB().port());
        int fresh = 0;
        for (int i = 0; i < writes; i++) {
            NodeClient writer = i % 2 == 0 ? here : there;
            NodeClient other = i % 2 == 0 ? there : here;
            NodeAnswer written = writer.publish(username + " writes note " + i, "Note **" + i + "**");
            String slug = written.text("/article/slug");
            boolean seen = shows(other, username, slug) && shows(writer, username, slug);
            fresh += written.status() == 201 && seen ? 1 : 0;
        }
        return fresh;
    }

    private static boolean shows(NodeClient reader, String username, String slug) {
        boolean article = reader.article(slug).status() == 200;
        boolean list = reader.newestArticleOf(username).text("/articles/0/slug").equals(slug);
        return article && list;
    }
}
