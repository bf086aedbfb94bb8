package io.talel.query.rebuild;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.registered;
import static io.talel.query.Examples.removed;
import static io.talel.query.Examples.removedImage;
import static io.talel.query.Examples.uploaded;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.StreamVersion;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import org.junit.jupiter.api.Test;

/** What a rebuild makes of images whose owner was erased: it cannot know what their files were called. */
class ErasedImagesIT {

    private final PostgresDatabase database = SharedServers.newDatabase();

    @Test
    void names_of_files_differ_until_the_images_are_removed_and_then_nothing_does() {
        try (QueryNode node = QueryNode.onOneDatabase(database);
                Operators operator = Operators.of(database)) {
            node.log().publish(event(registered(ADA, "ada"), 0, MONDAY));
            node.log().publish(event(uploaded(1, ADA, "ada_at_sea.jpg"), 0, MONDAY));
            node.log().publish(event(uploaded(2, ADA, "ada_at_home.jpg"), 0, MONDAY));
            assertThat(node.reaches(new StreamVersion("image-1", 0))).isTrue();
            assertThat(node.reaches(new StreamVersion("image-2", 0))).isTrue();

            node.log().publish(event(removed(ADA), 1, MONDAY));
            operator.awaitTokensAtTheHead("image");
            assertThat(operator.run(Operators.verify("image")).examples())
                    .containsExactlyInAnyOrder(
                            "image-1, version 0, differs in file", "image-2, version 0, differs in file");

            node.log().publish(event(removedImage(1), 1, MONDAY));
            node.log().publish(event(removedImage(2), 1, MONDAY));
            operator.awaitTokensAtTheHead("image");
            RebuildReport rebuilt = operator.run(Operators.rebuild("image"));

            assertThat(rebuilt.differing()).isZero();
            assertThat(TestDatabase.asOwnerOf(database)
                            .value(
                                    "SELECT string_agg(file, '') FROM image_g" + rebuilt.generation() + ".image",
                                    String.class))
                    .isEmpty();
        }
    }
}
