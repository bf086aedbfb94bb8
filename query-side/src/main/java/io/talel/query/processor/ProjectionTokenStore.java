package io.talel.query.processor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.GenericTokenEntry;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.serialization.SerializedObject;

/** Tokens that tell when a segment last got further, which the time of its claim does not. */
final class ProjectionTokenStore extends JdbcTokenStore {

    private static final String STORE = """
            UPDATE read_model.token_entry
            SET token = ?,
                token_type = ?,
                timestamp = ?,
                progressed_at = CASE WHEN token IS DISTINCT FROM ? THEN clock_timestamp() ELSE progressed_at END
            WHERE owner = ? AND processor_name = ? AND segment = ?
            """;

    private final Node node;

    ProjectionTokenStore(Builder builder, Node node) {
        super(builder);
        this.node = node;
    }

    @Override
    protected PreparedStatement storeUpdate(
            Connection connection, TrackingToken token, String processorName, int segment) throws SQLException {
        GenericTokenEntry<byte[]> entry =
                new GenericTokenEntry<>(token, serializer(), byte[].class, processorName, segment);
        SerializedObject<byte[]> stored = entry.getSerializedToken();
        PreparedStatement update = connection.prepareStatement(STORE);
        update.setBytes(1, stored.getData());
        update.setString(2, stored.getType().getName());
        update.setString(3, entry.timestampAsString());
        update.setBytes(4, stored.getData());
        update.setString(5, node.name());
        update.setString(6, processorName);
        update.setInt(7, segment);
        return update;
    }
}
