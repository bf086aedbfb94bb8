package io.talel.gateway.server;

import io.talel.gateway.error.ErrorWriter;
import io.talel.gateway.server.pace.Connections;
import io.talel.gateway.server.pace.PacedProtocol;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What no property of Spring Boot says. */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> edgeOfTomcat(
            BrowserHeaders headers, ErrorWriter errors, Connections connections) {
        return factory -> {
            factory.setProtocol(PacedProtocol.class.getName());
            factory.addConnectorCustomizers(
                    connector -> ((PacedProtocol) connector.getProtocolHandler()).use(connections));
            factory.addEngineValves(new BrowserValve(headers));
            factory.addContextValves(new PlainPathValve());
            factory.addConnectorCustomizers(TomcatConfiguration::refuseBeforeTheBodyIsSent);
            factory.addContextCustomizers(context -> {
                // v1 knows no trailing slash, so there is nothing to be redirected to.
                context.setMapperContextRootRedirectEnabled(false);
                StandardHost host = (StandardHost) context.getParent();
                host.setErrorReportValveClass(ErrorValve.class.getName());
                host.getPipeline().addValve(new ErrorValve(headers, errors));
            });
        };
    }

    /** A client that asks first ({@code Expect: 100-continue}) is told to go on only when its body is wanted. */
    private static void refuseBeforeTheBodyIsSent(Connector connector) {
        connector.setProperty("continueResponseTiming", "onRead");
    }
}
