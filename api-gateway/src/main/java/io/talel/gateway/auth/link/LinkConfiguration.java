package io.talel.gateway.auth.link;

import io.talel.gateway.auth.token.KeyRing;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures the tokens of links, which have a key of their own. */
@Configuration(proxyBeanMethods = false)
class LinkConfiguration {

    @Bean
    LinkTokens linkTokens(KeyRing keys, Clock clock) {
        return new LinkTokens(keys.derive("tokens in mails"), clock);
    }
}
