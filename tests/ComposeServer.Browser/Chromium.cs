using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace ComposeServer.Browser;

/// <summary>Debian's Chromium with an empty profile, and a record of all that it asked for.</summary>
sealed class Chromium : IAsyncDisposable
{
    static readonly string[] Quiet =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    const string ReadStored = """
        async () => {
          const done = (request) =>
            new Promise((resolve, reject) => {
              request.onsuccess = () => resolve(request.result)
              request.onerror = () => reject(request.error)
            })
          const stored = { ...localStorage }
          for (const { name } of await indexedDB.databases()) {
            const database = await done(indexedDB.open(name))
            for (const store of database.objectStoreNames)
              stored[`${name} ${store}`] = await done(database.transaction(store).objectStore(store).getAll())
            database.close()
          }
          return JSON.stringify(stored)
        }
        """;

    /// <summary>For any one step; a busy machine takes long to start a page of twelve megabytes.</summary>
    const float TimeoutMs = 60_000;

    readonly DirectoryInfo profile;
    readonly IPlaywright playwright;
    readonly IBrowserContext context;
    readonly ConcurrentQueue<string> requests = [];
    readonly ConcurrentQueue<string> faults = [];
    readonly ConcurrentQueue<string> frames = [];

    Chromium(DirectoryInfo profile, IPlaywright playwright, IBrowserContext context, OutsideWorld outside)
    {
        this.profile = profile;
        this.playwright = playwright;
        this.context = context;
        Outside = outside;
        context.SetDefaultTimeout(TimeoutMs);
        context.Request += (_, request) => requests.Enqueue($"{request.Method} {request.Url}");
        Page.WebSocket += (_, socket) =>
        {
            requests.Enqueue($"GET {socket.Url}");
            socket.FrameSent += (_, frame) => frames.Enqueue(frame.Text ?? "");
        };
        context.WebError += (_, fault) => faults.Enqueue(fault.Error);
        context.Dialog += (_, dialog) =>
        {
            faults.Enqueue($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
    }

    /// <summary>Every request of the page and its workers, as method and address, whether or not it left the browser.</summary>
    public IReadOnlyCollection<string> Requests => requests;

    /// <summary>What the page and its workers sent over WebSockets.</summary>
    public IReadOnlyCollection<string> Frames => frames;

    /// <summary>Exceptions that nothing in the page caught, and dialogs that a script opened.</summary>
    public IReadOnlyCollection<string> Faults => faults;

    /// <summary>Takes everything that is not for this machine, whatever part of the browser it comes from.</summary>
    public OutsideWorld Outside { get; }

    public IPage Page => context.Pages[0];

    /// <summary>All that pages of an origin keep in the browser, as JSON.</summary>
    /// <param name="address">At that origin, and without scripts that could have a say in what is read.</param>
    public async Task<string> StoredAsync(string address)
    {
        var reader = await context.NewPageAsync();
        _ = await reader.GotoAsync(address);
        return await reader.EvaluateAsync<string>(ReadStored);
    }

    /// <exception cref="FileNotFoundException">There is no Chromium here.</exception>
    public static async Task<Chromium> StartAsync()
    {
        var executable = Find();
        var profile = Directory.CreateTempSubdirectory("composeserver-browser-");
        var outside = OutsideWorld.Open();
        var playwright = await Playwright.CreateAsync();
        var context = await playwright.Chromium.LaunchPersistentContextAsync(
            profile.FullName,
            new()
            {
                ExecutablePath = executable,
                Headless = true,
                Args = [.. Quiet, $"--proxy-server={outside.Address}"],
                ViewportSize = new() { Width = 1600, Height = 900 },
            }
        );
        return new(profile, playwright, context, outside);
    }

    static string Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, "chromium"))
            .FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException("Chromium is not installed: `make test` installs it");

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        playwright.Dispose();
        await Outside.DisposeAsync();
        profile.Delete(recursive: true);
    }
}
