package io.talel.command.image;

import io.talel.command.database.IdSequence;
import io.talel.command.eventlog.BackdatedEvents;
import io.talel.command.personal.PersonKeys;
import io.talel.kernel.image.ImageId;
import io.talel.kernel.image.ImageIds;
import javax.sql.DataSource;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The write side of images. */
@AutoConfiguration
class ImageAutoConfiguration {

    @Bean
    ImageIds imageIds(@Qualifier("eventStoreDataSource") DataSource dataSource) {
        IdSequence numbers = new IdSequence(dataSource, "event_store.image_id");
        return () -> new ImageId(numbers.next());
    }

    @Bean
    ConfigurerModule imageCommands(PersonKeys keys, LockFactory commandLocks) {
        return configurer -> configurer
                .configureAggregate(
                        AggregateConfigurer.defaultConfiguration(Image.class).configureLockFactory(_ -> commandLocks))
                .registerCommandHandler(axon -> new ImageUploading(axon.repository(Image.class), keys))
                .registerCommandHandler(axon -> new ImageImporting(new BackdatedEvents(axon.eventStore()), keys));
    }
}
