<?php
/**
 * localAPI() for PHP scripts, over Provisor on the same machine. Needs PHP 7.4 and nothing else.
 *
 *     require 'localapi.php';
 *     $answer = localAPI('GetClientsProducts', ['clientid' => 1]);
 *     if ($answer['result'] === 'success') { … }
 *
 * The script must run as the user who owns the data folder; it needs no credentials then. While the server runs, the
 * call goes through its socket; otherwise the command `provisor` answers. Two environment variables say where they are:
 *
 *     PROVISOR_DATA_DIR   the data folder (default: provisor-data in the working directory)
 *     PROVISOR_COMMAND    the command (default: provisor)
 */

if (!function_exists('localAPI')) {
    /**
     * @param string      $command       such as GetClientsProducts
     * @param array       $postData      its parameters, nested arrays included
     * @param string|null $adminUsername the staff member to act as; without one everything is allowed
     * @return array the answer, with 'result' => 'success' or 'error', and then 'message'
     */
    function localAPI($command, $postData = [], $adminUsername = null)
    {
        $folder = getenv('PROVISOR_DATA_DIR') ?: 'provisor-data';
        $answer = provisorOverSocket($folder, (string) $command, (array) $postData, $adminUsername);
        return $answer ?? provisorOverCommand($folder, (string) $command, (array) $postData, $adminUsername);
    }

    /** Null when no server listens. */
    function provisorOverSocket($folder, $command, array $values, $adminUsername)
    {
        // A socket's path may be about 100 bytes long; for deeper folders the server notes another place.
        $elsewhere = $folder . '/provisor.sock.path';
        $socket = is_file($elsewhere) ? trim((string) file_get_contents($elsewhere)) : $folder . '/provisor.sock';
        $stream = @stream_socket_client('unix://' . $socket, $number, $reason, 5);
        if ($stream === false) {
            return null;
        }
        $body = json_encode(['command' => $command, 'values' => (object) $values, 'as' => $adminUsername ?: null]);
        if ($body === false) {
            fclose($stream);
            return provisorError('Invalid parameters: ' . json_last_error_msg());
        }
        stream_set_timeout($stream, 300);
        // HTTP/1.0: the answer comes in one piece, and the connection ends after it.
        $request = "POST /local/call HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: "
            . strlen($body) . "\r\n\r\n" . $body;
        for ($sent = 0; $sent < strlen($request); $sent += $written) {
            $written = fwrite($stream, substr($request, $sent));
            if (!$written) {
                fclose($stream);
                return provisorError('The server stopped before it answered');
            }
        }
        $answer = (string) stream_get_contents($stream);
        fclose($stream);
        $parts = explode("\r\n\r\n", $answer, 2);
        $decoded = json_decode($parts[1] ?? '', true);
        if (isset($decoded['result']['answer'])) {
            return $decoded['result']['answer'];
        }
        return provisorError($decoded['error']['message'] ?? 'The server stopped before it answered');
    }

    function provisorOverCommand($folder, $command, array $values, $adminUsername)
    {
        $arguments = [getenv('PROVISOR_COMMAND') ?: 'provisor', 'call', '--json', '--data-dir', $folder];
        if ($adminUsername) {
            array_push($arguments, '--as', (string) $adminUsername);
        }
        array_push($arguments, '--', $command);
        foreach (provisorPairs($values) as $pair) {
            $arguments[] = $pair;
        }
        // A list of arguments, so that no shell reads the values. Errors go to a file: a full pipe would block both.
        $errors = tmpfile();
        $process = @proc_open($arguments, [0 => ['pipe', 'r'], 1 => ['pipe', 'w'], 2 => $errors], $pipes);
        if ($process === false) {
            return provisorError('The command could not be started: ' . $arguments[0]);
        }
        fclose($pipes[0]);
        $answer = json_decode((string) stream_get_contents($pipes[1]), true);
        fclose($pipes[1]);
        proc_close($process);
        if (is_array($answer)) {
            return $answer;
        }
        rewind($errors);
        $said = json_decode((string) stream_get_contents($errors), true);
        return provisorError($said['error']['message'] ?? 'The command gave no answer: ' . $arguments[0]);
    }

    /** ['pid' => [1, 2]] as pid[0]=1 and pid[1]=2. */
    function provisorPairs(array $values, $prefix = null)
    {
        $pairs = [];
        foreach ($values as $key => $value) {
            $name = $prefix === null ? (string) $key : $prefix . '[' . $key . ']';
            if (is_array($value)) {
                $pairs = array_merge($pairs, provisorPairs($value, $name));
            } elseif ($value !== null) {
                $pairs[] = $name . '=' . (is_bool($value) ? (int) $value : $value);
            }
        }
        return $pairs;
    }

    function provisorError($message)
    {
        return ['result' => 'error', 'message' => $message];
    }
}
