import { ApiError } from './api-error.ts';
import type { Answer, Call } from './call.ts';
import { isHvm } from './machines/machine.ts';
import { handshakeProblem, WebSocketConnection } from './web-socket.ts';

/** What an RFB server says first. */
const GREETING = 'RFB 003.008\n';

/**
 * `GET …/vnc`: RFB in binary frames. Nobody draws a screen here: the server greets, says after the client's version that it knows no
 * security type, and ends, as the protocol has it (RFC 6143, 7.1.2).
 */
export function connectConsole(call: Call): Answer {
  const { machine, request } = call;
  if (!isHvm(machine.brand)) throw new ApiError(400, 'MachineHasNoVNCError', `Instance type ${machine.brand} does not support VNC connections`);
  if (machine.state !== 'running') throw new ApiError(400, 'MachineStoppedError', 'Cannot connect to a stopped machine');
  const { upgrade } = request;
  if (upgrade === undefined) throw new ApiError(400, 'UpgradeRequiredError', 'VNC connect endpoint is a websocket and must be upgraded');
  if (handshakeProblem(request) !== undefined) throw new ApiError(500, 'InternalServerError', 'Upgrade Rejected');
  return {
    status: 101,
    upgraded: () => {
      const socket = WebSocketConnection.accept(request, upgrade, ['binary', 'rfb']);
      socket.send(Buffer.from(GREETING));
      socket.on('binary', () => {
        const reason = Buffer.from('no screen');
        const refusal = Buffer.alloc(5);
        refusal.writeUInt32BE(reason.length, 1);
        socket.send(Buffer.concat([refusal, reason]));
        socket.close();
      });
    },
  };
}
