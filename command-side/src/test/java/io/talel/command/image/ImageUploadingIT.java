package io.talel.command.image;

import static io.talel.command.Images.SUNSET;
import static io.talel.command.Images.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.kernel.image.ImageId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageUploadingIT {

    private static final ImageId DAWN = new ImageId(10);
    private static final ImageId NOON = new ImageId(11);

    @Test
    void images_of_one_upload_are_recorded_together_or_not_at_all() {
        PostgresDatabase database = SharedServers.newDatabase();
        try (Node node = Node.on(database)) {
            node.send(Users.registerAda());
            node.send(upload(SUNSET, DAWN));
            assertThat(streams(database)).containsExactlyInAnyOrder("user-7", "image-9", "image-10");

            assertThatThrownBy(() -> node.send(upload(NOON, SUNSET))).isInstanceOf(RuntimeException.class);
            assertThat(streams(database)).containsExactlyInAnyOrder("user-7", "image-9", "image-10");
        }
    }

    private static List<String> streams(PostgresDatabase database) {
        return Node.ownerOf(database)
                .sql("SELECT aggregate_identifier FROM event_store.domain_event")
                .query(String.class)
                .list();
    }
}
