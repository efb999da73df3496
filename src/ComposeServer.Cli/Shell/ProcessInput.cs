namespace ComposeServer.Cli.Shell;

/// <summary>Standard input of the process.</summary>
/// <remarks>A terminal is never waited for. A pipe is read to its end; after a moment without any, a line says what is waited for.</remarks>
sealed class ProcessInput(TextWriter words, TimeProvider clock) : IStandardInput
{
    /// <summary>Bytes that are read. Far more than a composite of the most models needs.</summary>
    public const int BytesMax = 64 << 20;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<string?> ReadAsync(CancellationToken cancel)
    {
        if (!Console.IsInputRedirected)
            return null;
        var input = Console.OpenStandardInput();
        await using (input.ConfigureAwait(false))
        {
            var reading = InputText.ReadAsync(input, BytesMax, "standard input", cancel);
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            if (await Task.WhenAny(reading, Task.Delay(Patience, clock, waiting.Token)) != reading)
                await words.WriteLineAsync("Waiting for the end of standard input");
            await waiting.CancelAsync();
            return await reading is { Length: > 0 } text ? text : null;
        }
    }
}
