import type { Message, Messages } from './catalogue.ts';

/** What is said of a metric that lies outside its band, by `feedbackKey`. */
export const spanishMessages: Messages = {
  'feedback.kneeAtDip.high': {
    text: 'Tus piernas se quedan bastante rectas: tu rodilla se cierra hasta unos {value}. Lo habitual en buenos tiradores va de {lo} a {hi} (180° es la pierna recta).',
    tip: 'Baja un poco más antes de subir y deja que las piernas empujen el balón.',
    drill: 'Toca la silla: ponte delante de una silla, flexiona hasta rozarla y tira desde cerca. 3 series de 8.',
  },
  'feedback.kneeAtDip.low': {
    text: 'Bajas mucho: tu rodilla se cierra hasta unos {value}. Lo habitual en buenos tiradores va de {lo} a {hi} (180° es la pierna recta).',
    tip: 'Prueba una flexión más corta y rápida. Conservas la fuerza y ganas tiempo.',
    drill: 'Flexiones rápidas: desde cerca, baja y sube en un solo rebote suave, sin pararte abajo. 3 series de 8.',
  },
  'feedback.hipAtDip.high': {
    text: 'Tu cadera se queda bastante recta al flexionar, en unos {value}. Lo habitual en buenos tiradores va de {lo} a {hi}.',
    tip: 'Lleva la cadera un poco hacia atrás cuando doblas las rodillas, con el pecho arriba.',
    drill:
      'Cadera a la pared: ponte a un paso de la pared, tócala con la cadera y sube como si tiraras, sin balón. 3 series de 8.',
  },
  'feedback.hipAtDip.low': {
    text: 'Te doblas bastante hacia delante al flexionar: tu cadera se cierra hasta unos {value}. Lo habitual en buenos tiradores va de {lo} a {hi}.',
    tip: 'Mantén el pecho arriba y deja que las rodillas doblen más.',
    drill:
      'Flexión alta: mira el aro y que se vea siempre el dibujo de tu camiseta durante toda la flexión. 3 series de 8.',
  },
  'feedback.elbowAtSet.high': {
    text: 'Tu codo está bastante abierto en el armado, en unos {value}. Lo habitual en buenos tiradores va de {lo} a {hi}.',
    tip: 'Deja que el balón se acerque más a la frente antes de empujar hacia arriba.',
    drill: 'Tiros a una mano a dos pasos grandes del aro: dobla el brazo, espera un momento y tira. 3 series de 10.',
  },
  'feedback.elbowAtSet.low': {
    text: 'Tu codo está muy cerrado en el armado, en unos {value}. Lo habitual en buenos tiradores va de {lo} a {hi}.',
    tip: 'Arma el balón un poco más alto y más adelante, para que el brazo tenga sitio para empujar.',
    drill: 'Armado alto: coloca el balón donde puedas ver el aro por debajo y tira desde cerca. 3 series de 10.',
  },
  'feedback.forearmAtSet.high': {
    text: 'Tu antebrazo se inclina hacia el aro en el armado: {value} respecto a la vertical. Lo habitual en buenos tiradores va de {lo} a {hi}.',
    tip: 'Pon el codo debajo del balón antes de empujar.',
    drill:
      'La bandeja: aguanta el balón sobre la mano abierta, encima del codo, durante dos segundos y tira. 3 series de 8.',
  },
  'feedback.forearmAtSet.low': {
    text: 'Tu antebrazo se inclina hacia atrás en el armado: {value} respecto a la vertical (+ es hacia el aro). Lo habitual en buenos tiradores va de {lo} a {hi}.',
    tip: 'Mantén el balón delante de la cabeza, encima del codo.',
    drill: 'Pared detrás: ponte de espaldas cerca de una pared y arma el balón sin tocarla. 3 series de 8.',
  },
  'feedback.shoulderAtSet.high': {
    text: 'Tu brazo ya está alto en el armado, en unos {value}. Lo habitual en buenos tiradores va de {lo} a {hi}.',
    tip: 'Empieza a empujar un poco más abajo, con el codo a la altura del hombro más o menos.',
    drill: 'Congela y mira: párate en el armado, mírate el codo y tira. 3 series de 8.',
  },
  'feedback.shoulderAtSet.low': {
    text: 'Tu brazo todavía está bajo en el armado, en unos {value}. Lo habitual en buenos tiradores va de {lo} a {hi}.',
    tip: 'Sube el codo un poco más antes de empujar.',
    drill: 'Codo arriba: desde cerca, sube el codo hasta el hombro, espera un momento y tira. 3 series de 8.',
  },
  'feedback.trunkLeanAtSet.high': {
    text: 'Te inclinas hacia delante en el armado: {value} respecto a la vertical. Lo habitual en buenos tiradores va de {lo} a {hi}.',
    tip: 'Mantén el pecho sobre la cadera mientras sube el balón.',
    drill: 'Línea recta: tira sin saltar y termina estirándote de puntillas. 3 series de 8.',
  },
  'feedback.trunkLeanAtSet.low': {
    text: 'Te inclinas hacia atrás en el armado: {value} respecto a la vertical (+ es hacia delante). Lo habitual en buenos tiradores va de {lo} a {hi}.',
    tip: 'Mantén el peso sobre la parte delantera de los pies.',
    drill:
      'Punta en la línea: pon las puntas de los pies en una línea y cae con ellas encima o delante. 3 series de 8.',
  },
  'feedback.lateralLeanAtRelease.high': {
    text: 'Te inclinas hacia el lado de tu mano de tiro en la suelta: {value} respecto a la vertical. Lo habitual en buenos tiradores va de {lo} a {hi}.',
    tip: 'Estírate por el centro, con el peso en los dos pies.',
    drill: 'Final en equilibrio: aguanta el final sobre los dos pies hasta que caiga el balón. 3 series de 8.',
  },
  'feedback.lateralLeanAtRelease.low': {
    text: 'Te inclinas hacia el lado contrario a tu mano de tiro en la suelta: {value} respecto a la vertical (+ es hacia ella). Lo habitual en buenos tiradores va de {lo} a {hi}.',
    tip: 'Estírate por el centro, con el peso en los dos pies.',
    drill: 'Final en equilibrio: aguanta el final sobre los dos pies hasta que caiga el balón. 3 series de 8.',
  },
  'feedback.elbowFlareAtSet.high': {
    text: 'Tu codo sale hacia fuera más que otras veces en el armado: {value}, y lo tuyo va de {lo} a {hi}.',
    tip: 'Siente el codo debajo del balón antes de empujar.',
    drill: 'Tiros a una mano frente a un espejo o un móvil: mira tu codo antes de cada uno. 3 series de 10.',
  },
  'feedback.elbowFlareAtSet.low': {
    text: 'Tu codo va más pegado que otras veces en el armado: {value}, y lo tuyo va de {lo} a {hi}.',
    tip: 'Deja el brazo donde estés a gusto y hazlo igual cada vez.',
    drill: 'Diez iguales: tira diez desde cerca y coloca el codo igual cada vez. 3 series.',
  },
  'feedback.elbowFlareAtRelease.high': {
    text: 'Tu codo sale hacia fuera más que otras veces en la suelta: {value}, y lo tuyo va de {lo} a {hi}.',
    tip: 'Empuja recto hacia arriba a través del balón.',
    drill: 'Tiros en línea: lanza el balón a lo largo de una línea de la pared, a una mano. 3 series de 10.',
  },
  'feedback.elbowFlareAtRelease.low': {
    text: 'Tu codo va más pegado que otras veces en la suelta: {value}, y lo tuyo va de {lo} a {hi}.',
    tip: 'Empuja por tu propia línea, igual cada vez.',
    drill: 'Tiros en línea: lanza el balón a lo largo de una línea de la pared, a una mano. 3 series de 10.',
  },
  'feedback.elbowAtRelease.low': {
    text: 'El balón sale cuando tu codo todavía está bastante doblado, en unos {value}. Lo habitual en buenos tiradores va de {lo} a {hi}.',
    tip: 'Deja que el balón ruede por los dedos un momento después, cuando el brazo se abre.',
    drill: 'Llega al aro: tira desde cerca y termina con los dedos apuntando dentro de la canasta. 3 series de 10.',
  },
  'feedback.maxElbowExtension.low': {
    text: 'Tu brazo no se abre del todo: {value} en su punto más recto. Lo habitual en buenos tiradores va de {lo} a {hi}.',
    tip: 'Termina largo: estira la mano de tiro hacia arriba, por encima del aro.',
    drill: 'Llega al aro: tira desde cerca y termina con los dedos apuntando dentro de la canasta. 3 series de 10.',
  },
  'feedback.shoulderAtRelease.high': {
    text: 'Tu brazo sube mucho en la suelta, hasta unos {value}. Lo habitual en buenos tiradores va de {lo} a {hi}.',
    tip: 'Empuja hacia arriba y hacia el aro, no solo hacia arriba.',
    drill: 'Tiros con arco: intenta dejar caer el balón suave en la canasta desde tres pasos. 3 series de 8.',
  },
  'feedback.shoulderAtRelease.low': {
    text: 'Tu brazo se queda bastante bajo en la suelta, en unos {value}. Lo habitual en buenos tiradores va de {lo} a {hi}.',
    tip: 'Termina con el codo a la altura de los ojos más o menos.',
    drill: 'Codo al ojo: aguanta el final y mírate el codo antes de bajar el brazo. 3 series de 8.',
  },
  'feedback.trunkLeanAtRelease.high': {
    text: 'Te inclinas hacia delante en la suelta: {value} respecto a la vertical. Lo habitual en buenos tiradores va de {lo} a {hi}.',
    tip: 'Sube recto y cae donde despegaste.',
    drill: 'Caer en la marca: pon una marca en el suelo, salta desde ella y cae encima. 3 series de 8.',
  },
  'feedback.trunkLeanAtRelease.low': {
    text: 'Te inclinas hacia atrás en la suelta: {value} respecto a la vertical (+ es hacia delante). Lo habitual en buenos tiradores va de {lo} a {hi}.',
    tip: 'Mantén el pecho sobre los pies al soltar el balón.',
    drill: 'Caer en la marca: pon una marca en el suelo, salta desde ella y cae encima. 3 series de 8.',
  },
  'feedback.releaseBeforeApex.high': {
    text: 'Sueltas el balón pronto en el salto, {value} antes de lo más alto. Lo habitual en buenos tiradores va de {lo} a {hi}.',
    tip: 'Espera un instante y suelta el balón al llegar arriba.',
    drill: 'Lo más alto: desde cerca, di «ya» arriba del todo y suelta el balón con la palabra. 3 series de 8.',
  },
  'feedback.releaseBeforeApex.low': {
    text: 'Sueltas el balón cuando ya bajas ({value} respecto a lo más alto del salto). Lo habitual en buenos tiradores va de {lo} a {hi}.',
    tip: 'Empieza a empujar un poco antes, para que las piernas todavía ayuden.',
    drill: 'Lo más alto: desde cerca, di «ya» arriba del todo y suelta el balón con la palabra. 3 series de 8.',
  },
  'feedback.followThroughHold.low': {
    text: 'Tu mano de tiro baja después de {value}. Los buenos tiradores suelen aguantarla {lo} o más.',
    tip: 'Deja la mano arriba hasta que el balón llegue al aro.',
    drill: 'Aguanta y cuenta: mantén el final y cuenta hasta dos en voz alta después de cada tiro. 3 series de 10.',
  },
  'feedback.stanceWidth.high': {
    text: 'Tienes los pies muy separados: {value} veces tus hombros. Lo habitual va de {lo} a {hi}.',
    tip: 'Junta los pies hasta la anchura de los hombros más o menos.',
    drill: 'Entra y mira: da un paso a tu posición, mira abajo, comprueba y tira. 3 series de 8.',
  },
  'feedback.stanceWidth.low': {
    text: 'Tienes los pies muy juntos: {value} veces tus hombros. Lo habitual va de {lo} a {hi}.',
    tip: 'Separa los pies más o menos como tus hombros.',
    drill: 'Entra y mira: da un paso a tu posición, mira abajo, comprueba y tira. 3 series de 8.',
  },
  'feedback.drift.high': {
    text: 'Te mueves hacia un lado o hacia delante durante el tiro: {value} veces la anchura de tus hombros. Lo habitual llega hasta {hi}.',
    tip: 'Sube recto y cae donde empezaste.',
    drill: 'Caer en la marca: pon una marca en el suelo, salta desde ella y cae encima. 3 series de 8.',
  },
  'feedback.headStability.high': {
    text: 'Tu cabeza se mueve bastante al tirar: {value} veces la anchura de tus hombros. Lo habitual llega hasta {hi}.',
    tip: 'Elige un punto del aro y deja la cabeza quieta hasta que salga el balón.',
    drill: 'Ojos quietos: mira el mismo punto del aro un segundo entero antes de cada tiro. 3 series de 8.',
  },
  'feedback.shoulderLag.high': lateAs('Tu brazo sube'),
  'feedback.shoulderLag.low': earlyAs('Tu brazo sube'),
  'feedback.hipLag.high': lateAs('Tu cadera se abre'),
  'feedback.hipLag.low': earlyAs('Tu cadera se abre'),
  'feedback.kneeLag.high': lateAs('Tus rodillas se abren'),
  'feedback.kneeLag.low': earlyAs('Tus rodillas se abren'),
  'feedback.elbowLag.high': lateAs('Tu codo se abre'),
  'feedback.elbowLag.low': earlyAs('Tu codo se abre'),
};

function lateAs(what: string): Message {
  return {
    text: `${what} más tarde que otras veces: {value} respecto a la suelta, y lo tuyo va de {lo} a {hi}.`,
    tip: 'Busca tu ritmo de siempre: piernas y brazo en un solo movimiento suave.',
    drill: 'Tiros con ritmo: di «abajo, arriba» en voz alta y suelta el balón en «arriba». 3 series de 8.',
  };
}

function earlyAs(what: string): Message {
  return {
    text: `${what} antes que otras veces: {value} respecto a la suelta, y lo tuyo va de {lo} a {hi}.`,
    tip: 'Busca tu ritmo de siempre: piernas y brazo en un solo movimiento suave.',
    drill: 'Tiros con ritmo: di «abajo, arriba» en voz alta y suelta el balón en «arriba». 3 series de 8.',
  };
}
