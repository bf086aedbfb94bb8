package io.talel.samples.gateway.auth;

import io.talel.gateway.mail.queue.MailQueue;

/** Auth that writes to people. */
public record MailWriter(MailQueue queue) {}
