package io.talel.gateway.account.erasure;

import io.talel.gateway.auth.schema.PersonalRows;
import io.talel.gateway.auth.session.Sessions;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.image.store.ContentStore;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Erasure, on every node. */
@Configuration(proxyBeanMethods = false)
class ErasureConfiguration {

    @Bean
    ErasureDispatch erasureDispatch(
            ErasureQueue queue,
            Queries queries,
            Sessions sessions,
            List<PersonalRows> rows,
            Commands commands,
            ContentStore store) {
        return new ErasureDispatch(queue, new ErasureSteps(queue, queries, sessions, rows, commands, store));
    }
}
