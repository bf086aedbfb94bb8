package io.talel.query.datasource;

import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.bytecode.internal.none.BytecodeProviderImpl;
import org.hibernate.bytecode.spi.BytecodeProvider;
import org.hibernate.service.spi.ServiceContributor;

/**
 * Hibernate writes bytecode for lazy fields, proxies and changes. The entities here have none of these, and the 900 classes of
 * Byte Buddy take 9 MB of each node ({@code docs/decisions/start-up.md}). Fields are filled by reflection.
 */
public final class EntitiesWithoutBytecode implements ServiceContributor {

    @Override
    public void contribute(StandardServiceRegistryBuilder services) {
        services.addService(BytecodeProvider.class, new BytecodeProviderImpl());
    }
}
