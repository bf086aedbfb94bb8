package io.talel.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.DuplicateCommandHandlerResolution;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.springboot.autoconfig.AxonAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The command bus, what events say about their origin, and the queue before an aggregate. */
@AutoConfiguration(
        before = AxonAutoConfiguration.class,
        afterName = "io.talel.command.database.DatabaseAutoConfiguration")
class CommandSideAutoConfiguration {

    @Bean
    CorrelationDataProvider eventOrigin() {
        return new EventOrigin();
    }

    @Bean
    CommandBus commandBus(
            @Qualifier("commandTransactions") TransactionManager transactions,
            Configuration configuration,
            ObjectProvider<MeterRegistry> meters) {
        SimpleCommandBus.Builder builder = SimpleCommandBus.builder()
                .transactionManager(transactions)
                .rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE)
                .duplicateCommandHandlerResolver(DuplicateCommandHandlerResolution.rejectDuplicates())
                .messageMonitor(configuration.messageMonitor(CommandBus.class, "commandBus"))
                .spanFactory(configuration.getComponent(CommandBusSpanFactory.class));
        SimpleCommandBus bus =
                new RefusingCommandBus(builder, new CommandMeters(meters.getIfAvailable(SimpleMeterRegistry::new)));
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(configuration.correlationDataProviders()));
        return bus;
    }

    /** Commands of one aggregate queue on their node before they take a connection; the log decides between nodes. */
    @Bean
    LockFactory commandLocks() {
        return new CommandLocks(CommandLocks.LONGEST_WAIT, CommandLocks.LONGEST_QUEUE);
    }
}
