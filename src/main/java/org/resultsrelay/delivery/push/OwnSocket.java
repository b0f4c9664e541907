package org.resultsrelay.delivery.push;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;

/**
 * A socket straight to its target that distinguishes what the relay itself lacks from the target's trouble. The
 * system's error texts would not do, because they depend on its language.
 */
final class OwnSocket extends Socket {

    private OwnSocket() {
        super(Proxy.NO_PROXY);
    }

    /** No target is known yet, so a failure here means a lack of files or memory. */
    static Socket open() throws Lack {
        Socket socket = new OwnSocket();
        try {
            socket.setTcpNoDelay(true); // makes the system create the socket
        } catch (SocketException e) {
            throw new Lack(e);
        }
        return socket;
    }

    @Override
    public void connect(SocketAddress target, int timeout) throws IOException {
        try {
            super.connect(target, timeout);
        } catch (BindException e) {
            throw own(e, target);
        }
    }

    /**
     * Without a free port the system cannot bind the socket. An IPv6 target fails in the same way if IPv6 is off, and
     * one that the system's own rules forbid says "Permission denied"; those are not a lack.
     */
    static SocketException own(BindException e, SocketAddress target) {
        return target instanceof InetSocketAddress known
                        && known.getAddress() instanceof Inet4Address
                        && !String.valueOf(e.getMessage()).startsWith("Permission denied")
                ? new Lack(e)
                : e;
    }

    /** The relay has no file, port or memory left for a connection. */
    static final class Lack extends SocketException {

        private static final long serialVersionUID = 1L;

        Lack(SocketException e) {
            super(e.getMessage(), e);
        }
    }
}
