using System.Collections.Concurrent;
using ComposeServer.Query.Deployments;
using ComposeServer.Server.Calls;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>
/// The schemas in service, by name; the empty name is the one at <c>/graphql</c>. A deployment builds the new schema beside the old and
/// swaps it in one step; requests under way end on the schema they began with. What other servers over the same database deploy is
/// followed.
/// </summary>
/// <param name="store">Where deployments are kept.</param>
/// <param name="build">Makes schemas.</param>
/// <param name="reload">Has this server use the newest catalogue; called before a schema of another server is made.</param>
/// <param name="warmth">Prepares schemas before they go into service.</param>
/// <param name="log">Where it reports.</param>
sealed partial class SchemaHost(
    IDeploymentStore store,
    SchemaBuild build,
    Func<CancellationToken, ValueTask> reload,
    SchemaWarmth warmth,
    ILogger<SchemaHost> log
) : IDisposable
{
    /// <summary>How often an extension is tried while others deploy to the same name.</summary>
    const int ExtendTriesMax = 5;

    readonly ConcurrentDictionary<string, ServedComposite> _served = new(StringComparer.Ordinal);

    /// <summary>Deployments of others that no schema could be made of; reported once.</summary>
    readonly ConcurrentDictionary<string, DeploymentStamp> _broken = new(StringComparer.Ordinal);

    readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>The schema at <c>/graphql</c>; before the first deployment it has no models.</summary>
    public ServedComposite Default => _served.GetOrAdd("", _ => build.Empty());

    /// <summary>All schemas in service, the one without models too.</summary>
    public IEnumerable<ServedComposite> All => _served.Values;

    /// <summary>All schemas that were deployed, by name.</summary>
    public IEnumerable<KeyValuePair<string, ServedComposite>> Deployed =>
        _served
            .Where(entry => entry.Value.Stamp != DeploymentStamp.None)
            .OrderBy(entry => entry.Key, StringComparer.Ordinal);

    /// <summary>True while another server has deployed what no schema can be made of here, so that an earlier one is in service.</summary>
    public bool IsOutdated => !_broken.IsEmpty;

    /// <summary>A schema by name.</summary>
    public bool TryGet(string name, out ServedComposite served)
    {
        if (name.Length > 0)
            return _served.TryGetValue(name, out served!);
        served = Default;
        return true;
    }

    /// <summary>Puts all deployed composites into service.</summary>
    /// <exception cref="DeploymentException">No schema can be made of one of them.</exception>
    public async Task LoadAsync(CancellationToken cancel)
    {
        foreach (var deployment in await store.LoadAsync(cancel))
            Serve(deployment.Name, build.Make(deployment.Composite, deployment.Stamp));
    }

    /// <summary>Checks that a schema can be made of a composite, stores it and puts it into service.</summary>
    /// <param name="name">Of the endpoint; empty for <c>/graphql</c>.</param>
    /// <param name="composite">The encoded composite, JSON.</param>
    /// <param name="extend">Keeps what is served there and adds to it.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="DeploymentException">
    /// The composite is malformed, no valid schema can be made of it, or others kept deploying to the same name.
    /// </exception>
    public async Task DeployAsync(string name, string composite, bool extend, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            for (var tries = 0; tries < ExtendTriesMax; tries++)
            {
                var there = extend ? await store.FindAsync(name, cancel) : null;
                var text = there is null ? composite : SchemaBuild.Extend(there.Composite, composite);
                var served = build.Make(text, DeploymentStamp.None);
                var onlyIf = extend ? there?.Stamp ?? DeploymentStamp.None : (DeploymentStamp?)null;
                if (await store.SaveAsync(name, text, onlyIf, cancel) is not { } stamp)
                    continue;
                Serve(name, served with { Stamp = stamp });
                return;
            }

            throw new DeploymentException(ApiErrorCode.Conflict, "others deploy to the same name; try again");
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Takes a schema out of service. Requests under way end on it; models, indices and documents stay.</summary>
    /// <returns>False when there is none of that name.</returns>
    public async Task<bool> RemoveAsync(string name, CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            var removed = await store.RemoveAsync(name, cancel);
            Withdraw(name);
            return removed;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Does what other servers did since.</summary>
    public async Task FollowAsync(CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            var stamps = await store.StampsAsync(cancel);
            foreach (var (name, _) in Deployed.Where(entry => !stamps.ContainsKey(entry.Key)).ToList())
                Withdraw(name);
            foreach (var name in _broken.Keys.Where(name => !stamps.ContainsKey(name)))
                _broken.TryRemove(name, out _);
            var changed = stamps.Where(entry => IsNews(entry.Key, entry.Value)).ToList();
            if (changed.Count == 0)
                return;
            // Its models were indexed before it was deployed, on a catalogue that this server may not have seen yet.
            await reload(cancel);
            foreach (var (name, _) in changed)
                if (await store.FindAsync(name, cancel) is { } deployment)
                    Follow(deployment);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    bool IsNews(string name, DeploymentStamp stamp) =>
        !(_served.TryGetValue(name, out var served) && served.Stamp == stamp)
        && !(_broken.TryGetValue(name, out var broken) && broken == stamp);

    void Follow(Deployment deployment)
    {
        try
        {
            Serve(deployment.Name, build.Make(deployment.Composite, deployment.Stamp));
        }
        catch (DeploymentException error)
        {
            _broken[deployment.Name] = deployment.Stamp;
            LogBroken(NameOf(deployment.Name), error.Message);
        }
    }

    void Serve(string name, ServedComposite served)
    {
        var before = _served.GetValueOrDefault(name);
        warmth.Prepare(NameOf(name), before?.Executor, served.Executor);
        _served[name] = served;
        _broken.TryRemove(name, out _);
        before?.Retirement.Begin(served);
        LogDeployed(NameOf(name), served.Definition.Models.Count, served.Stamp.Version);
    }

    void Withdraw(string name)
    {
        if (!_served.TryRemove(name, out var before))
            return;
        before.Retirement.Begin(null);
        LogWithdrawn(NameOf(name));
    }

    static string NameOf(string name) => name.Length == 0 ? "/graphql" : $"/graphql/{name}";

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The schema at {Name} is in service with {Models} models, version {Version}"
    )]
    partial void LogDeployed(string name, int models, long version);

    [LoggerMessage(Level = LogLevel.Information, Message = "The schema at {Name} is out of service")]
    partial void LogWithdrawn(string name);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The schema at {Name} that another server deployed cannot be made here, the old one stays: {Reason}"
    )]
    partial void LogBroken(string name, string reason);
}
