using ComposeServer.Cli;
using ComposeServer.Cli.Serve;
using ComposeServer.Cli.Shell;

StopSignals.HearInterrupts();
using var shell = ShellContext.OfProcess();
return await CommandLine.RunAsync(args, shell);
