using ComposeServer.Cli;
using ComposeServer.Cli.Shell;

using var shell = ShellContext.OfProcess();
return await CommandLine.RunAsync(args, shell);
