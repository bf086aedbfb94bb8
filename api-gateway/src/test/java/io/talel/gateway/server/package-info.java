/** Tests of Tomcat under clients that take their time. */
package io.talel.gateway.server;
