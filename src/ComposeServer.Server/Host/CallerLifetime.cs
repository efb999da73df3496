using Microsoft.Extensions.Hosting;

namespace ComposeServer.Server.Host;

/// <summary>Leaves signals to whoever started the server: a library that catches Ctrl-C takes from its program the say when to end.</summary>
sealed class CallerLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
