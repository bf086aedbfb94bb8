package io.talel.gateway.webhook.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.talel.gateway.webhook.outbox.WebhookOutbox;
import io.talel.gateway.webhook.registry.ReceiverRules;
import io.talel.gateway.webhook.registry.Webhooks;
import java.net.InetAddress;
import java.time.Clock;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures the delivery to receivers, on every node. */
@Configuration(proxyBeanMethods = false)
class WebhookDispatchConfiguration {

    @Bean
    WebhookSender webhookSender(DeliveryQueue queue, ReceiverRules rules, MeterRegistry meters, Clock clock) {
        HttpPost http = new HttpPost(
                InetAddress::getAllByName,
                rules::mayConnect,
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                WebhookSender.DEADLINE);
        return new WebhookSender(queue, http, new WebhookDeliveryCounts(meters, queue), rules, clock);
    }

    @Bean
    WebhookDispatch webhookDispatch(
            DeliveryQueue queue, WebhookSender webhookSender, WebhookOutbox outbox, Webhooks webhooks, Clock clock) {
        return new WebhookDispatch(queue, webhookSender, outbox, webhooks, clock);
    }
}
