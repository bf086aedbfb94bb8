package io.talel.gateway.webhook.registry;

import io.talel.kernel.InvalidValue;
import java.net.InetAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which receivers there may be.
 *
 * @param anyAddress whether receivers may have private addresses and no TLS: for tests only
 */
@ConfigurationProperties("talelio.webhooks")
public record ReceiverRules(boolean anyAddress) {

    /** Whether the address is encrypted, or need not be. */
    public boolean mayUse(ReceiverUrl url) {
        return anyAddress || url.isEncrypted();
    }

    /** Whether a node may connect to an address. */
    public boolean mayConnect(InetAddress address) {
        return anyAddress || PublicIpAddresses.contain(address);
    }

    /**
     * Refuses what can be refused without looking a name up. A name may lead anywhere later, so the client checks
     * the address again when it connects.
     *
     * @throws InvalidValue if messages may not go there
     */
    public void check(ReceiverUrl url) {
        if (!mayUse(url)) {
            throw new InvalidValue("url", "must begin with https://");
        }
        if (url.hasZone()
                || url.literal().filter(address -> !mayConnect(address)).isPresent()) {
            throw new InvalidValue("url", "must have a public address");
        }
    }
}
