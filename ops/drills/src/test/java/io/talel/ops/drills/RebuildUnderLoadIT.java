package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Rebuilds the articles while clients read and write on two nodes, and none notices. They read and write at a quarter of the
 * rate of a single reader, so that a slow machine does not count as an effect of the rebuild.
 */
@Tag("timed")
class RebuildUnderLoadIT {

    private static final int TOLD = 40;
    private static final int WARM_UP = 3_000;

    /** The last reads of the warm-up, which are timed: they show how fast this machine answers. */
    private static final int MEASURED = 500;

    private static final int READS_A_SECOND = 100;
    private static final int READS_A_WRITE = 5;

    /** Share of the measured pace at which the drill reads; the rebuild needs the rest of the machine. */
    private static final double LOAD = 0.25;

    /** About 2 KB. */
    private static final String BODY = """
            ## Of rivers

            A river is *older* than its name, and [its name](https://talel.io/rivers) is older than the bridge. Whoever
            counts the **arches** from the north bank finds one more than from the south.

            - the arch of the millers,
            - the arch of the boatmen,
            - the arch that nobody claims.

            """.repeat(6);

    private final Cluster cluster = Cluster.shared();

    @Test
    void readers_and_writers_do_not_notice_a_rebuild() {
        NodeClient here = NodeClient.of(cluster.nodeA().port()).signUp("rebuilder");
        NodeClient there = here.on(cluster.nodeB().port());
        List<String> slugs = told(here);
        tellAgain(DrillScale.times(200_000) / TOLD);
        // Warms up the nodes: a new node still compiles its code.
        read(0, WARM_UP - MEASURED, slugs, here, there);
        int readsASecond = (int) Math.clamp(
                LOAD * MEASURED / read(WARM_UP - MEASURED, WARM_UP, slugs, here, there), READS_A_WRITE, READS_A_SECOND);
        int before = cluster.database().activeGeneration("article");

        try (FixedRate<NodeAnswer> reads = FixedRate.start(
                        readsASecond, turn -> node(turn, here, there).article(slug(slugs, turn)));
                FixedRate<List<NodeAnswer>> writes = FixedRate.start(readsASecond / READS_A_WRITE, turn -> {
                    NodeAnswer written = node(turn, here, there).publish("Written " + turn, BODY);
                    return List.of(written, node(turn + 1, here, there).article(written.text("/article/slug")));
                })) {
            OperatorsCommand rebuild = OperatorsCommand.start(
                    cluster.nodeA().variables(),
                    "projections",
                    "rebuild",
                    "article",
                    "--reason",
                    "a drill",
                    "--yes",
                    "-o",
                    "json");
            String said = rebuild.awaitEnd();
            reads.close();
            writes.close();

            assertThat(rebuild.process().exitValue()).as(said).isZero();
            assertThat(reads.outcomes()).hasSizeGreaterThan(readsASecond).allMatch(read -> read.status() == 200);
            assertThat(writes.outcomes())
                    .hasSizeGreaterThan(readsASecond / READS_A_WRITE)
                    .allMatch(pair -> pair.getFirst().status() == 201)
                    .as("the next read, on the other node")
                    .allMatch(pair -> pair.getLast().status() == 200);
        }
        assertThat(cluster.database().activeGeneration("article")).isEqualTo(before + 1);
        assertThat(cluster.database().rowsOfReadModels()).isEqualTo(cluster.replayedRows());
    }

    /** @return how long it took, in seconds */
    private static double read(int first, int end, List<String> slugs, NodeClient here, NodeClient there) {
        long begun = System.nanoTime();
        for (int turn = first; turn < end; turn++) {
            node(turn, here, there).article(slug(slugs, turn));
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private void tellAgain(int turns) {
        cluster.database().tellAgain("Told ", 1, turns);
        cluster.database().awaitArticles(cluster.database().articlesPublished());
    }

    private static List<String> told(NodeClient author) {
        return IntStream.range(0, TOLD)
                .mapToObj(number ->
                        author.publish("Told " + number, BODY + number).text("/article/slug"))
                .toList();
    }

    /** A published article or one of its copies. */
    private static String slug(List<String> slugs, long turn) {
        String slug = slugs.get((int) (turn % slugs.size()));
        return turn % 3 == 0 ? slug : slug + "-turn-" + (1 + turn % (DrillScale.times(200_000) / TOLD));
    }

    private static NodeClient node(long turn, NodeClient here, NodeClient there) {
        return turn % 2 == 0 ? here : there;
    }
}
