package io.talel.gateway.account.login;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param secureCookie whether browsers send the refresh cookie over TLS only
 * @param requireVerifiedEmail whether a log-in requires a confirmed e-mail address
 */
@ConfigurationProperties("talelio.log-in")
record LogInSettings(boolean secureCookie, boolean requireVerifiedEmail) {}
