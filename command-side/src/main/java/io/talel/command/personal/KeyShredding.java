package io.talel.command.personal;

import io.talel.kernel.ShredDeletedKeys;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Has the table of keys written anew by its owner. */
final class KeyShredding {

    private final JdbcClient jdbc;

    KeyShredding(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    @CommandHandler
    void handle(ShredDeletedKeys command) {
        jdbc.sql("SELECT personal.shred_deleted_keys(?)")
                .param(command.since().atOffset(ZoneOffset.UTC))
                .query()
                .singleRow();
    }
}
