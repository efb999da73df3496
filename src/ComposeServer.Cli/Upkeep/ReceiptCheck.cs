using System.Globalization;
using System.Text.Json;
using ComposeServer.Cli.Shell;
using ComposeServer.Identity.Dids;
using ComposeServer.Log.Receipts;

namespace ComposeServer.Cli.Upkeep;

/// <summary>Checks a receipt without any server or database.</summary>
static class ReceiptCheck
{
    /// <param name="shell">Where it reports.</param>
    /// <param name="path">The file.</param>
    /// <param name="server">Who must have signed; null for whoever did.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(ShellContext shell, string path, Did? server, CancellationToken cancel)
    {
        var receipt = await ReadAsync(path, cancel);
        if ((server is { } known ? receipt.FindFault(known) : receipt.FindFault()) is { } fault)
        {
            await shell.Out.WriteLineAsync(
                ForeignText.OneLine($"{fault.Rule} cid {receipt.Cid} position {receipt.Position}: {fault.Detail}")
            );
            return ExitCode.Failed;
        }

        await new TextTable("Receipt", "").WriteAsync(
            shell.Out,
            [
                ["event", receipt.Cid.ToString()],
                ["position", receipt.Position.ToString(CultureInfo.InvariantCulture)],
                ["committed", receipt.Group.CommittedAt.ToString("O", CultureInfo.InvariantCulture)],
                ["signer", receipt.Signature!.Signer.Text],
                [
                    "result",
                    server is null
                        ? "it holds: whoever has the key of the signer says so; --server-key asks for a known one"
                        : "it holds",
                ],
            ]
        );
        return ExitCode.Ok;
    }

    static async Task<EventReceipt> ReadAsync(string path, CancellationToken cancel)
    {
        try
        {
            return ReceiptJson.Read(JsonElement.Parse(await File.ReadAllBytesAsync(path, cancel)));
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            throw new CliException(CliErrorCode.InvalidJson, $"{path}: {fault.Message}", fault);
        }
        catch (Exception fault)
            when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CliException(CliErrorCode.FileUnreadable, $"{path}: {fault.Message}", fault);
        }
    }
}
